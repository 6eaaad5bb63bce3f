"""The sorted set of the leaderboard: scores are negative XP, members the time of joining and the user's id."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

KEY = "lyceum:{board:global}:ranking"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def member(row):
    return ((row["created_at"] - EPOCH) // MICROSECOND).to_bytes(8, "big") + UUID(row["id"]).bytes


async def rank_of(redis, row):
    """The user's rank as the API tells it."""
    async with redis.pipeline(transaction=False) as pipeline:
        pipeline.zrank(KEY, member(row))
        pipeline.zcard(KEY)
        index, total = await pipeline.execute()
    return {"user_id": row["id"], "rank": index + 1, "xp": row["xp"], "percentile": (total - index - 1) / total * 100}


async def around(redis, rank, limit):
    """Ranks, ids and XP of those who stand around a rank."""
    first = max(0, rank - 1 - limit // 2)
    members = await redis.zrange(KEY, first, first + limit - 1, withscores=True)
    return [(first + 1 + number, str(UUID(bytes=name[8:])), -int(score))
            for number, (name, score) in enumerate(members)]
