-- Makes a user a creator, unless he is one.
-- RPC: CreateCourse
-- $1 uuid: the id of the creator, if one is made
-- $2 uuid: the user
-- $3 text: the name
INSERT INTO course.creators (id, user_id, name) VALUES ($1, $2, $3) ON CONFLICT (user_id) DO NOTHING
