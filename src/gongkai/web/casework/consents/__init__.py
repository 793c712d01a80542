"""同意电子送达: when an applicant agreed to be served electronically, and where."""
