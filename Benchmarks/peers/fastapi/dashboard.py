"""The dashboard by hand: one statement for all of a user's courses, and one more for the people beside the user's own."""

import asyncio

from fastapi import APIRouter, Request

import board
from identity import UserID
from rows import (COURSE_COLUMNS, CREATOR_COLUMNS, CREATORS, PROGRESS_COLUMNS, USERS, answer, course, creator,
                  entry, progress, user)

LEARNING = f"""
    SELECT {COURSE_COLUMNS}, {CREATOR_COLUMNS}, {PROGRESS_COLUMNS}
    FROM (
        SELECT course_id, enrolled_at, completed_at, completed_lessons, last_lesson_id FROM course.enrollments
        WHERE user_id = $1 ORDER BY enrolled_at DESC, course_id DESC LIMIT $2
    ) e
    JOIN course.courses c ON c.id = e.course_id AND c.status = 'published'
    JOIN ({CREATORS}) ON cr.id = c.creator_id
    ORDER BY e.enrolled_at DESC, e.course_id DESC"""

router = APIRouter()


@router.get("/api/v1/me/dashboard")
async def dashboard(request: Request, me: UserID, limit: int = 20):
    state = request.app.state
    rows, (mine, rank, peers) = await asyncio.gather(
        state.courses.fetch(LEARNING, me, limit + 1), standing(state, me, limit))
    courses = [course(row) | {"creator": creator(row), "progress": progress(row)} for row in rows[:limit]]
    return answer({
        "user": mine, "rank": rank, "courses": courses, "has_more_courses": len(rows) > limit, "peers": peers})


async def standing(state, me, limit):
    row = (await state.leaderboard.fetch(USERS, [me]))[0]
    rank = await board.rank_of(state.redis, row)
    places = await board.around(state.redis, rank["rank"], limit)
    people = {row["id"]: row for row in await state.leaderboard.fetch(USERS, [name for _, name, _ in places])}
    peers = [entry(place, xp, people[name]) for place, name, xp in places if name != me]
    return user(row), rank, peers
