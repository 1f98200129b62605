"""The questions of the chapters, one module a topic: each function returns a question on one misconception."""
