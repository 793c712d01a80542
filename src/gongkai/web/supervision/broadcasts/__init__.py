"""广播: what the loudspeaker says, in three slots a day, and whether it was said."""
