"""任务: 重点工作清单 and what meetings decided, each with owner, day, proof and words for the report."""
