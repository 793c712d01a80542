"""保管期限: what of a case goes when its time is over, and what stays."""
