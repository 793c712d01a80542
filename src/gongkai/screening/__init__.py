"""筛查 screening: what must not go out, personal data, secrecy marks, hidden data, wording, and its masking."""
