"""Findings for other tools: SARIF and GitHub annotations."""
