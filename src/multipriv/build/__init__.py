"""Builds a data set from (suite, seed, version), checks one, and shows what is in one."""
