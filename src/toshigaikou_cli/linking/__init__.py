"""Links from achievements to measures, with evidence.

:func:`load_rules`, then :class:`Linker`; :func:`evaluate.evaluate` compares its verdicts with labels.
"""

from toshigaikou_cli.linking.rules import Rules, general_rules, load_rules
from toshigaikou_cli.linking.scoring import Linker

__all__ = ["Linker", "Rules", "general_rules", "load_rules"]
