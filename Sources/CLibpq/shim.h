// The client library of PostgreSQL, as it is, and what Swift can't import of it.
#include <libpq-fe.h>

// Swift skips macros that are character literals.
enum clibpq_field {
    CLIBPQ_SQLSTATE = PG_DIAG_SQLSTATE,
    CLIBPQ_MESSAGE_PRIMARY = PG_DIAG_MESSAGE_PRIMARY,
    CLIBPQ_CONSTRAINT_NAME = PG_DIAG_CONSTRAINT_NAME,
};
