"""Single courses and pages of the catalogue."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, HTTPException, Query, Request, Response

from rows import COURSE_COLUMNS, answer, course, encoded

ONE = f"SELECT {COURSE_COLUMNS} FROM course.courses c WHERE c.id = $1 AND c.status = 'published'"
ORDERS = {
    "newest": ("published_at DESC", "course_id DESC"), "popular": ("total_enrollments DESC", "course_id DESC"),
    "rating": ("rating DESC", "course_id DESC"), "title": ("title_key", "course_id"),
}
# The statement that our own service sends: the page's ids from an index, then the wide rows, and a kept total.
PAGES = {
    sort: f"""
    WITH page AS (
        SELECT course_id, published_at, total_enrollments, rating, title_key FROM course.listings
        ORDER BY {', '.join(keys)} LIMIT $1 OFFSET $2
    ), matches AS (
        SELECT coalesce(sum(courses), 0)::bigint AS total_items FROM course.facet_counts
    )
    SELECT m.total_items, {COURSE_COLUMNS}
    FROM matches m LEFT JOIN (page p JOIN course.courses c ON c.id = p.course_id) ON true
    ORDER BY {', '.join('p.' + key for key in keys)}"""
    for sort, keys in ORDERS.items()
}
router = APIRouter()
cache: dict[UUID, bytes] = {}


async def fetch(request, identifier):
    row = await request.app.state.courses.fetchrow(ONE, identifier)
    if row is None:
        raise HTTPException(404)
    return encoded(course(row))


@router.get("/api/v1/courses/{identifier}")
async def uncached_course(request: Request, identifier: UUID):
    return Response(await fetch(request, identifier), media_type="application/json")


@router.get("/cached/api/v1/courses/{identifier}")
async def cached_course(request: Request, identifier: UUID):
    body = cache.get(identifier)
    if body is None:
        body = cache[identifier] = await fetch(request, identifier)
    return Response(body, media_type="application/json")


@router.get("/api/v1/courses")
async def courses(
    request: Request,
    sort: Literal["newest", "popular", "rating", "title"] = "newest",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
):
    rows = await request.app.state.courses.fetch(PAGES[sort], limit, limit * (page - 1))
    total = rows[0]["total_items"]
    body = {
        "courses": [course(row) for row in rows if row["id"] is not None],
        "pagination": {
            "page": page, "limit": limit, "total_pages": -(-total // limit), "total_items": total,
            "total_is_capped": False,
        },
    }
    return answer(body)
