"""佐证材料: what shows how a body published in a period."""
