"""Briefings that a GGD hands over: one document model, written as Word, PDF and data. On `store` and `domain`, beside `layouts`."""
