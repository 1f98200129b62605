"""Print the exact set of packages installed beside this Python, as constraints without any index address."""
from importlib import metadata

pins = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in metadata.distributions()}
print("# The exact set that was tested. `make lock` renews it.")
for name in sorted(set(pins) - {"ffedu", "pip", "setuptools", "wheel"}):
    print(f"{name}=={pins[name]}")
