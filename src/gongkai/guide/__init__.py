"""指南: writing a body's guide from its facts and the law, and checking any guide against both."""
