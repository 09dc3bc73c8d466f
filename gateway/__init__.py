"""The reference server Escale talks to: sign-in, sharing API and the demonstration's holder pages.

It shares no code with ``desktop``: both are held against ``resources/contract/openapi.yaml``.
"""
