"""Explanations 解读: proposed from a document, and what still lacks one."""
