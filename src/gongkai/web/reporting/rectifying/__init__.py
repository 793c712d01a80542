"""Common faults of a year's reports: told to all in a circular, assigned, mended, looked at again until they are gone."""
