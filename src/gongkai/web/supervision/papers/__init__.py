"""材料: photos, sign-in sheets and files beside a record."""
