"""Whether a change of the contract can break those who rely on it, decided by proof over the schemas."""

from pipeline.check.evolution.compare import Comparison, ContractError, compare

__all__ = ["Comparison", "ContractError", "compare"]
