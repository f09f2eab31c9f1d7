"""Findings of the checks: text, JSON, GitHub annotations, SARIF, JUnit."""
