"""Calls of a running service."""
import socket

from wire import LIMIT, REMOTE_CLOSED, REQUEST, Connection, answer, check, message, request

COURSES = "lyceum.course.v1.CourseService"


def courses(ids, timeout=0):
    return request(COURSES, "BatchGetCourses", message("lyceum.course.v1.BatchGetCoursesRequest", ids=ids), timeout)


def reply(connection, name):
    _, _, _, payload = connection.receive()
    response = message("ttrpc.Response")
    response.ParseFromString(payload)
    assert response.status.code == 0, response.status
    decoded = message(name)
    decoded.ParseFromString(response.payload)
    return decoded


def call_services(address, *digits):
    ids = [bytes.fromhex(text) for text in digits]
    host, port = address.split(":")
    connection = Connection(socket.create_connection((host, int(port)), timeout=30))
    connection.send(REQUEST, 1, courses(ids))
    found = reply(connection, "lyceum.course.v1.BatchGetCoursesResponse").courses
    print("courses:", ", ".join(sorted(f"{it.id.hex()} {it.title} {it.price_cents} {it.currency}" for it in found)))
    connection.send(REQUEST, 3, check())
    print("health:", reply(connection, "grpc.health.v1.HealthCheckResponse").status)
    for title, stream, payload, flags in (
            ("an unknown method", 5, request(COURSES, "None", message("lyceum.course.v1.Course")), 0),
            ("an id that was used before", 3, check(), 0),
            ("an expired call", 7, courses(ids, timeout=-1), 0),
            ("too large a request", 9, bytes(LIMIT + 1), 0),
            ("a unary method asked as a stream", 11, courses(ids), REMOTE_CLOSED),
            ("the health as a stream", 13, check(method="Watch"), REMOTE_CLOSED)):
        connection.send(REQUEST, stream, payload, flags)
        print(f"{title}: {answer(connection)}")
