"""pdfminer's page interpreter, which also follows clip rectangles, opacity and the old fill operator."""

from __future__ import annotations

from typing import Any

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt

from toshigaikou_cli.readers.pdf.marks import EVERYWHERE, Box, around, common


class State(PDFGraphicState):
    """The graphic state, with the clip rectangle (device space) and the opacity."""

    def __init__(self) -> None:
        super().__init__()
        self.clip: Box = EVERYWHERE
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0

    def copy(self) -> State:
        state = State.__new__(State)
        state.__dict__.update(self.__dict__)
        return state


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which also follows clip rectangles, opacity and the old fill operator."""

    inherited: Any = None
    _clips = False

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate = self.inherited.copy() if self.inherited else State()

    def subinterp(self) -> Any:
        inner: Any = super().subinterp()
        inner.inherited = self.graphicstate.copy()
        return inner

    def do_W(self) -> None:
        self._clips = True

    def do_W_a(self) -> None:
        self._clips = True

    def _clip(self) -> None:
        if self._clips and self.curpath:
            points = [apply_matrix_pt(self.ctm, step[-2:]) for step in self.curpath if len(step) > 2]
            if points:
                state: Any = self.graphicstate
                state.clip = common(state.clip, around(points))
        self._clips = False

    def do_n(self) -> None:
        self._clip()
        super().do_n()

    def do_S(self) -> None:
        path = self.curpath
        super().do_S()
        self._clip_after(path)

    def do_f(self) -> None:
        path = self.curpath
        super().do_f()
        self._clip_after(path)

    def do_F(self) -> None:
        self.do_f()

    def _clip_after(self, path: Any) -> None:
        if self._clips:
            self.curpath, kept = path, self.curpath
            self._clip()
            self.curpath = kept

    def do_gs(self, name: Any) -> None:
        try:
            spec = dict_value(dict_value(self.resources["ExtGState"])[literal_name(name)])
            for key, attribute in (("ca", "fill_alpha"), ("CA", "stroke_alpha")):
                if key in spec:
                    setattr(self.graphicstate, attribute, float(resolve1(spec[key])))
        except (KeyError, TypeError, ValueError):
            return
