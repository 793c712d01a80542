"""口径: the figures of a matter in a period, each with its source, so that two sections that disagree are seen."""
