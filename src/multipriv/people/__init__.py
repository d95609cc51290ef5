"""The fictional world: persons and their families, employers, clinics, homes, cars and journeys; identifiers nobody owns."""

from multipriv.people.circle import Nearness, Tie
from multipriv.people.setting import reference_date, setting
from multipriv.people.world import World, make_world

__all__ = ["Nearness", "Tie", "World", "make_world", "reference_date", "setting"]
