"""The guide of a body 指南, and what a change has made outdated."""
