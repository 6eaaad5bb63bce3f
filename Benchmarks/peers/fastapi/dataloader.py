"""The dashboard by aiodataloader: each entity is loaded for itself, and the loaders make a statement of each level."""

import asyncio

from aiodataloader import DataLoader
from fastapi import APIRouter, Request

import board
from identity import UserID
from rows import (COURSE_COLUMNS, CREATOR_COLUMNS, CREATORS, PROGRESS_COLUMNS, USERS, answer, course, creator,
                  entry, progress, user)

ENROLLMENTS = """SELECT course_id FROM course.enrollments
    WHERE user_id = $1 ORDER BY enrolled_at DESC, course_id DESC LIMIT $2"""
COURSES = f"SELECT {COURSE_COLUMNS} FROM course.courses c WHERE c.id = ANY ($1) AND c.status = 'published'"
CREATORS_BY_ID = f"SELECT {CREATOR_COLUMNS} FROM {CREATORS} WHERE cr.id = ANY ($1)"
PROGRESS_OF = f"""SELECT {PROGRESS_COLUMNS} FROM course.enrollments e
    JOIN course.courses c ON c.id = e.course_id
    WHERE e.user_id = $2 AND e.course_id = ANY ($1)"""

router = APIRouter()


class Rows(DataLoader):
    """Rows by id."""

    def __init__(self, pool, statement, column, *arguments):
        super().__init__()
        self.pool = pool
        self.statement = statement
        self.column = column
        self.arguments = arguments

    async def batch_load_fn(self, keys):
        rows = {row[self.column]: row for row in await self.pool.fetch(self.statement, keys, *self.arguments)}
        return [rows.get(key) for key in keys]


@router.get("/dataloader/api/v1/me/dashboard")
async def dashboard(request: Request, me: UserID, limit: int = 20):
    state = request.app.state
    users = Rows(state.leaderboard, USERS, "id")
    (courses, has_more), (mine, rank, peers) = await asyncio.gather(
        learning(state, me, limit), standing(state, users, me, limit))
    return answer({
        "user": mine, "rank": rank, "courses": courses, "has_more_courses": has_more, "peers": peers})


async def learning(state, me, limit):
    courses = Rows(state.courses, COURSES, "id")
    creators = Rows(state.courses, CREATORS_BY_ID, "creator")
    done = Rows(state.courses, PROGRESS_OF, "course_id", me)

    async def composed(identifier):
        row, mine = await asyncio.gather(courses.load(identifier), done.load(identifier))
        if row is None:
            return None
        by = await creators.load(row["creator_id"])
        return course(row) | {"creator": creator(by), "progress": progress(mine)}

    enrollments = await state.courses.fetch(ENROLLMENTS, me, limit + 1)
    found = await asyncio.gather(*(composed(row["course_id"]) for row in enrollments[:limit]))
    return [each for each in found if each is not None], len(enrollments) > limit


async def standing(state, users, me, limit):
    row = await users.load(me)
    rank = await board.rank_of(state.redis, row)
    places = await board.around(state.redis, rank["rank"], limit)
    people = await users.load_many([name for _, name, _ in places])
    peers = [entry(place, xp, row) for (place, name, xp), row in zip(places, people) if name != me]
    return user(row), rank, peers
