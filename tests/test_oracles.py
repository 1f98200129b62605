"""Other people's libraries asked the same question: autograd, scikit-learn, scipy, and torch and jax where they are."""
import numpy as np
import pytest

from ffedu import logits, mlp, operations as ops, stable, xor
from ffedu.graph import Node, grad
from ffedu.mlp import Layer
from ffedu.symbolic import hessian_vector

rng = np.random.default_rng(0)
X, Y = rng.standard_normal((7, 4)), np.eye(3)[[0, 1, 2, 2, 1, 0, 1]]
THETA = [rng.standard_normal(shape) for shape in ((4, 5), (5,), (5, 3), (3,))]


def ours(X, Y, W1, b1, W2, b2):
    return logits.cross_entropy(ops.affine(ops.tanh(ops.affine(X, W1, b1)), W2, b2), Y)


def test_a_network_against_autograd():
    anp, autograd = pytest.importorskip("autograd.numpy"), pytest.importorskip("autograd")

    def J(theta):
        z = anp.tanh(X @ theta[0] + theta[1]) @ theta[2] + theta[3]
        top = anp.max(z, axis=1, keepdims=True)
        return -anp.sum(Y * (z - top - anp.log(anp.sum(anp.exp(z - top), axis=1, keepdims=True)))) / len(X)
    leaves = [Node(value) for value in THETA]
    for g, expected in zip(grad(ours(X, Y, *leaves), leaves), autograd.grad(J)(THETA)):
        np.testing.assert_allclose(g, expected, rtol=1e-12, atol=1e-14)
    v = [rng.standard_normal(value.shape) for value in THETA]
    for got, expected in zip(hessian_vector(ours(X, Y, *leaves), leaves, v),
                             autograd.grad(lambda t: sum(anp.sum(g * d) for g, d in zip(autograd.grad(J)(t), v)))(THETA)):
        np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-13)


def test_the_network_by_hand_against_scikit_learn():
    network = pytest.importorskip("sklearn.neural_network")
    labels = Y.argmax(1)
    theirs = network.MLPClassifier((5, 4), activation="relu", solver="sgd", alpha=0, learning_rate_init=0.1, momentum=0,
                                   batch_size=len(X), shuffle=False, random_state=0)
    theirs.partial_fit(X, labels, classes=[0, 1, 2])
    before = [Layer(W.copy(), b.copy()) for W, b in zip(theirs.coefs_, theirs.intercepts_)]
    J, grads = mlp.gradient(before, X, labels)
    theirs.partial_fit(X, labels)                                # one step of plain gradient descent
    assert theirs.loss_ == pytest.approx(J, rel=1e-12)
    for old, new_W, new_b, layer in zip(before, theirs.coefs_, theirs.intercepts_, grads):
        np.testing.assert_allclose(new_W, old.W - 0.1 * layer.W, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(new_b, old.b - 0.1 * layer.b, rtol=1e-12, atol=1e-15)


def test_a_network_against_torch():
    torch = pytest.importorskip("torch")
    theta = [torch.tensor(value, requires_grad=True) for value in THETA]
    z = torch.tanh(torch.tensor(X) @ theta[0] + theta[1]) @ theta[2] + theta[3]
    J = torch.nn.functional.cross_entropy(z, torch.tensor(Y))
    leaves = [Node(value) for value in THETA]
    for g, expected in zip(grad(ours(X, Y, *leaves), leaves), torch.autograd.grad(J, theta)):
        np.testing.assert_allclose(g, expected.numpy(), rtol=1e-12, atol=1e-14)


def test_a_network_against_jax():
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)

    def J(theta):
        z = jax.numpy.tanh(X @ theta[0] + theta[1]) @ theta[2] + theta[3]
        return -(Y * jax.nn.log_softmax(z)).sum() / len(X)
    leaves = [Node(value) for value in THETA]
    for g, expected in zip(grad(ours(X, Y, *leaves), leaves), jax.grad(J)(THETA)):
        np.testing.assert_allclose(g, expected, rtol=1e-11, atol=1e-13)


def test_least_squares_and_log_sum_exp_against_scipy():
    linalg, special = pytest.importorskip("scipy.linalg"), pytest.importorskip("scipy.special")
    Phi = np.column_stack([xor.X, np.ones(4)])
    np.testing.assert_allclose([*xor.linear_fit().w, xor.linear_fit().b], linalg.lstsq(Phi, xor.y)[0], atol=1e-14)
    z = 30 * rng.standard_normal((50, 6))
    np.testing.assert_allclose(stable.logsumexp(z), special.logsumexp(z, axis=1), rtol=1e-15)
