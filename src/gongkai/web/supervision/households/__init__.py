"""到户查询: a villager sees the own subsidy by name and the last four of the identity number, and nothing of neighbours."""
