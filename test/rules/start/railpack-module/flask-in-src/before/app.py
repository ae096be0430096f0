"""Starts nothing."""
