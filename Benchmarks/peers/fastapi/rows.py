"""Rows of the database, and what the API makes of them."""

import orjson
from fastapi import Response

COURSE_COLUMNS = """c.id, c.title, c.description, c.category, c.level, c.price_cents, c.currency, c.is_free, c.status,
    c.rating, c.published_at, c.created_at, c.updated_at, c.creator_id, c.creator_name, c.version, c.lesson_count,
    c.total_duration, c.quiz_count, c.completion_rate, c.average_completion_time, c.total_enrollments,
    c.last_lesson_title"""


async def prepare(connection):
    # Ids are only ever passed on: as text they cost no object.
    await connection.set_type_codec("uuid", schema="pg_catalog", encoder=str, decoder=str, format="text")


def answer(value):
    return Response(encoded(value), media_type="application/json")


def encoded(value):
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)


def course(row):
    return {
        "id": row["id"], "title": row["title"], "description": row["description"], "category": row["category"],
        "level": row["level"], "price_cents": row["price_cents"], "currency": row["currency"],
        "is_free": row["is_free"], "status": row["status"], "rating": row["rating"],
        "published_at": row["published_at"], "created_at": row["created_at"], "updated_at": row["updated_at"],
        "creator_id": row["creator_id"], "creator_name": row["creator_name"],
        "stats": {
            "lesson_count": row["lesson_count"], "total_duration": row["total_duration"],
            "quiz_count": row["quiz_count"], "completion_rate": row["completion_rate"],
            "average_completion_time": row["average_completion_time"],
            "total_enrollments": row["total_enrollments"], "last_lesson_title": row["last_lesson_title"],
        },
        "version": row["version"],
    }


CREATOR_COLUMNS = """cr.id AS creator, cr.user_id AS creator_user_id, cr.name, cr.bio, cr.avatar_url,
    coalesce(cs.courses_count, 0) AS courses_count, cr.created_at AS creator_created_at,
    cr.version + coalesce(cs.version, 0) AS creator_version"""
CREATORS = "course.creators cr LEFT JOIN course.creator_stats cs ON cs.creator_id = cr.id"


def creator(row):
    return {
        "id": row["creator"], "user_id": row["creator_user_id"], "name": row["name"], "bio": row["bio"],
        "avatar_url": row["avatar_url"], "courses_count": row["courses_count"],
        "created_at": row["creator_created_at"], "version": row["creator_version"],
    }


# What a user has done in a course is kept in the row of the enrolment.
PROGRESS_COLUMNS = """e.course_id, e.completed_lessons, c.lesson_count, e.enrolled_at, e.completed_at,
    e.last_lesson_id"""


def progress(row):
    return {
        "course_id": row["course_id"], "completed_lessons": row["completed_lessons"],
        "total_lessons": row["lesson_count"], "enrolled_at": row["enrolled_at"],
        "completed_at": row["completed_at"], "last_lesson_id": row["last_lesson_id"],
    }


USERS = """SELECT id, username, avatar_url, xp, level, achievements_count, created_at, last_active_at
    FROM leaderboard.users WHERE id = ANY ($1) AND deleted_at IS NULL"""


def user(row):
    return {
        "id": row["id"], "username": row["username"], "avatar_url": row["avatar_url"], "xp": row["xp"],
        "level": row["level"], "achievements_count": row["achievements_count"], "joined_at": row["created_at"],
        "last_active_at": row["last_active_at"],
    }


def entry(rank, xp, row):
    return {
        "rank": rank, "user_id": row["id"], "username": row["username"], "avatar_url": row["avatar_url"], "xp": xp,
        "level": row["level"], "achievements_count": row["achievements_count"], "joined_at": row["created_at"],
    }
