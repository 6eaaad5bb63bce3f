"""The same reads over the same databases, as users of FastAPI write them when it has to be fast.

uvloop and httptools, asyncpg with pools and prepared statements, redis-py with hiredis, as few statements for a request as
there can be, answers encoded once by orjson and sent as bytes. Without a prefix nothing is cached; below /cached single
courses come from a dictionary, and below /dataloader dashboards are composed by aiodataloader.
"""

import os
from contextlib import asynccontextmanager

import asyncpg
import redis.asyncio
from fastapi import FastAPI

import catalogue
import dashboard
import dataloader
from rows import prepare


class Connection(asyncpg.Connection):
    """As those who measure write it: no second round trip, which would undo what nobody here does to a session."""

    def get_reset_query(self):
        return ""


def pool(url):
    size = int(os.environ["POOL"])
    # As our own services: planning a page takes longer than reading it.
    settings = {"plan_cache_mode": "force_generic_plan"}
    return asyncpg.create_pool(
        url, min_size=size, max_size=size, init=prepare, server_settings=settings, connection_class=Connection)


@asynccontextmanager
async def lifespan(app):
    async with (
        pool(os.environ["COURSE_DATABASE_URL"]) as app.state.courses,
        pool(os.environ["LEADERBOARD_DATABASE_URL"]) as app.state.leaderboard,
        redis.asyncio.from_url(os.environ["REDIS_URL"]) as app.state.redis,
    ):
        yield


app = FastAPI(lifespan=lifespan, openapi_url=None)
app.include_router(catalogue.router)
app.include_router(dashboard.router)
app.include_router(dataloader.router)
