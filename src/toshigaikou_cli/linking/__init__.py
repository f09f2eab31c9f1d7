"""Links from achievements to measures, with evidence.

:func:`load_rules`, then :class:`Linker`; :func:`evaluate` compares its verdicts with labels.
"""

from toshigaikou_cli.linking.evaluate import Evaluation, Label, Miss, Score, evaluate
from toshigaikou_cli.linking.rules import Rules, load_rules
from toshigaikou_cli.linking.scoring import Linker

__all__ = ["Evaluation", "Label", "Linker", "Miss", "Rules", "Score", "evaluate", "load_rules"]
