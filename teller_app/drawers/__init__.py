"""The drawer: open it by counting, close it by counting blind, sign the slip."""
