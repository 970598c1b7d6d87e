"""School careers year by year: start, grades, referrals and returns, school changes, the tenth grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from dagster_project.example.streams import Bools, Floats, Ints, Rng, pick, stream
from dagster_project.example.timeline import EPOCH, NEVER, Timeline, day
from dagster_project.example.world import offers
from dagster_project.example.world.institutions import Map
from dagster_project.example.world.people import People

NOT_STARTED, DONE = -1, 99
_REFERRED_A_YEAR, _REFERRED_AT_START, _RETURN_A_YEAR = 0.0058, 0.032, 0.012
_LIGHT_A_YEAR, _LIGHT_ENDS = 0.014, 0.34
_PRIVATE, _EFTERSKOLE_9, _EFTERSKOLE_10, _YOUTH_SCHOOL = 0.16, 0.11, 0.52, 0.05
_TENTH_GRADE, _CHANGES_SCHOOL, _REPEATS = 0.42, 0.02, 0.004
# A career begins this many years before the first delivered one, so that every grade has been reached the long way.
_WARM_UP = 11


@dataclass(frozen=True)
class SchoolYear:
    """Every pupil of one school year; `changed` is the day from which the second institution and offer hold."""

    start: int
    child: Ints
    grade: Ints
    school: Ints
    offer: Ints
    changed: Ints
    school_after: Ints
    offer_after: Ints

    @property
    def first_day(self) -> int:
        return date(self.start, 8, 1).toordinal() - EPOCH

    @property
    def last_day(self) -> int:
        return date(self.start + 1, 7, 31).toordinal() - EPOCH


class Careers:
    """The state of all children, moved on one school year at a time."""

    def __init__(self, seed: int, people: People, places: Map) -> None:
        self.seed, self.people, self.places = seed, people, places
        size = len(people.children.birth)
        self.grade = np.full(size, NOT_STARTED, np.int8)
        self.school = np.zeros(size, np.int32)
        self.offer = np.zeros(size, np.int8)
        self.private = people.children.wish < _PRIVATE
        birth_year = (people.children.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32)) + 1970
        self.first_start = birth_year + 6 + people.children.late_start

    def _district(self, child: Ints, on: Ints | int) -> Ints:
        home = self.people.home(child, on)
        return self.places.district(home, self.people.families.place[self.people.children.family[child]])

    def _general_school(self, child: Ints, on: Ints | int) -> Ints:
        wish: Floats = self.people.children.wish[child]
        own = self.places.general.draw(self._district(child, on), wish)
        home = self.people.home(child, on)
        private = self.places.by_kind["privatskole"].draw(home, (wish / _PRIVATE) % 1)
        chosen: Ints = np.where(self.private[child], private, own)
        return chosen

    def _special_school(self, rng: Rng, child: Ints, offer: Ints, on: Ints | int) -> Ints:
        share = rng.random(len(child))
        home = self.people.home(child, on)
        found = self.places.special_classes.draw(self._district(child, on), share)
        for kind, name in ((1, "specialskole"), (3, "intern_skole"), (4, "dagbehandling")):
            found = np.where(offer == kind, self.places.by_kind[name].draw(home, share), found)
        return found

    def _begin(self, start: int) -> Ints:
        """Children who are of age and there: in the grade of their age when they come from abroad."""
        first_day = day(start, 8, 1)
        there = self.people.children.arrives <= first_day
        starters = np.flatnonzero((self.grade == NOT_STARTED) & (self.first_start <= start) & there)
        grade = start - self.first_start[starters]
        self.grade[starters] = np.where(grade <= 9, grade, DONE)
        starters = starters[grade <= 9]
        self.school[starters] = self._general_school(starters, first_day)
        return starters

    def _promote(self, rng: Rng, start: int) -> None:
        pupils = np.flatnonzero((self.grade >= 0) & (self.grade <= 10))
        grade = self.grade[pupils] + (rng.random(len(pupils)) >= _REPEATS)
        stays = rng.random(len(pupils)) < _TENTH_GRADE
        gone = self.people.children.leaves[pupils] <= day(start, 8, 1)
        self.grade[pupils] = np.where((grade > 10) | ((grade == 10) & ~stays) | gone, DONE, grade)

    def _teenagers(self, rng: Rng, pupils: Ints, on: int) -> None:
        """General pupils of the last grades leave for an efterskole or the municipal youth school."""
        draw = rng.random(len(pupils))
        grade, general = self.grade[pupils], self.offer[pupils] == offers.GENERAL
        away = general & (draw < np.select([grade == 9, grade == 10], [_EFTERSKOLE_9, _EFTERSKOLE_10], 0.0))
        youth = general & (grade == 10) & ~away & (draw > 1 - _YOUTH_SCHOOL)
        for chosen, kind in ((away, "efterskole"), (youth, "kommunal_ungdomsskole")):
            who = pupils[chosen]
            self.school[who] = self.places.by_kind[kind].draw(self.people.home(who, on), rng.random(len(who)))

    def _summer(self, rng: Rng, pupils: Ints, on: int) -> None:
        """Returns, ends of light support and school changes, all at 1 August."""
        offer = self.offer[pupils]
        segregated = self._is_segregated(pupils)
        returns = segregated & (rng.random(len(pupils)) < _RETURN_A_YEAR)
        ends = (offer > offers.LAST_SEGREGATED) & (rng.random(len(pupils)) < _LIGHT_ENDS)
        back = pupils[returns]
        self.offer[pupils[returns | ends]] = offers.GENERAL
        changes = pupils[(offer == offers.GENERAL) & (rng.random(len(pupils)) < _CHANGES_SCHOOL)]
        self.private[changes] = ~self.private[changes]
        self.private[back] = False
        both = np.concatenate([back, changes])
        self.school[both] = self._general_school(both, on)

    def _is_segregated(self, pupils: Ints) -> Bools:
        offer = self.offer[pupils]
        found: Bools = (offer > offers.GENERAL) & (offer <= offers.LAST_SEGREGATED)
        return found

    def _referred(self, rng: Rng, pupils: Ints, new: Bools, start: int) -> Bools:
        risk = self.people.children.risk[pupils]
        trend = 1 + 0.02 * (start - 2015)
        yearly = _REFERRED_A_YEAR * trend * risk * np.where(self.offer[pupils] > offers.LAST_SEGREGATED, 4.0, 1.0)
        chance = np.where(new, _REFERRED_AT_START * risk, yearly)
        drawn: Bools = (rng.random(len(pupils)) < chance) & ~self._is_segregated(pupils)
        return drawn

    def year(self, start: int) -> SchoolYear:
        """The school year that begins in August of `start`."""
        rng = stream(self.seed, "careers", start)
        first_day = day(start, 8, 1)
        self._promote(rng, start)
        going_on = np.flatnonzero((self.grade >= 0) & (self.grade <= 10))
        self._summer(rng, going_on, first_day)
        starters = self._begin(start)
        pupils = np.sort(np.concatenate([going_on, starters]))
        new = np.zeros(len(self.grade), bool)
        new[starters] = True
        self._teenagers(rng, pupils, first_day)
        referred = self._referred(rng, pupils, new[pupils], start)
        light = (self.offer[pupils] == 0) & ~referred & (rng.random(len(pupils)) < _LIGHT_A_YEAR)
        helped = pupils[light & ~self.private[pupils]]
        self.offer[helped] = np.array(list(offers.LIGHT_SHARES))[pick(rng, offers.LIGHT_SHARES, len(helped))]
        return self._with_changes(rng, start, pupils, referred, new[pupils])

    def _with_changes(self, rng: Rng, start: int, pupils: Ints, referred: Bools, new: Bools) -> SchoolYear:
        """Referrals take effect on 1 August or, one in four, in the winter; families that move change school then."""
        first_day = day(start, 8, 1)
        target = np.array(list(offers.SEGREGATED_SHARES))[pick(rng, offers.SEGREGATED_SHARES, len(pupils))]
        winter = referred & ~new & (rng.random(len(pupils)) < 0.25)
        summer = pupils[referred & ~winter]
        self.offer[summer] = target[referred & ~winter]
        self.private[pupils[referred]] = False
        self.school[summer] = self._special_school(rng, summer, self.offer[summer], first_day)

        children, families = self.people.children, self.people.families
        moved = families.moved[children.family[pupils]]
        moves = ~self._is_segregated(pupils) & ~winter & (moved > first_day) & (moved <= day(start + 1, 6, 30))
        changed = np.full(len(pupils), NEVER, np.int32)
        changed[winter] = first_day + rng.integers(92, 240, int(winter.sum()))
        changed[moves] = moved[moves]
        before = SchoolYear(start, pupils.astype(np.int32), self.grade[pupils], self.school[pupils], self.offer[pupils],
                            changed, self.school[pupils], self.offer[pupils])  # fmt: skip
        self.offer[pupils[winter]] = target[winter]
        self.school[pupils[winter]] = self._special_school(rng, pupils[winter], target[winter], changed[winter])
        self.offer[pupils[moves]] = offers.GENERAL
        self.school[pupils[moves]] = self._general_school(pupils[moves], changed[moves])
        return SchoolYear(start, before.child, before.grade, before.school, before.offer, changed,
                          self.school[pupils], self.offer[pupils])  # fmt: skip


def build_careers(seed: int, timeline: Timeline, people: People, places: Map) -> dict[int, SchoolYear]:
    """Every delivered school year by its start; the warm-up is forgotten."""
    careers = Careers(seed, people, places)
    first = timeline.first_school_start
    years = {start: careers.year(start) for start in range(first - _WARM_UP, timeline.last_school_start + 1)}
    return {start: year for start, year in years.items() if start >= first}
