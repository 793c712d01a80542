"""处理决定: plain questions to an outcome, and the decision drafted from it."""
