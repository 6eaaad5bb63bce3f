// Tells the thread sanitizer of continuations that are resumed before their task waits for them. A task that waits
// already becomes a job, and the runtime tells of jobs. But a task that finds its continuation resumed just goes on, and
// nothing tells that all before the resumption came first. Linked into the tests, these functions come before the
// library's of the same name, and call them. The library's own calls can't be replaced, those of checked continuations
// among them: the code that is looked at has unsafe ones.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define ASYNC __attribute__((swiftasynccall))
#define CONTEXT __attribute__((swift_async_context)) struct continuation *context

// The head of the runtime's ContinuationAsyncContext.
struct continuation;
typedef ASYNC void (*resumption)(CONTEXT);
struct continuation {
    void *parent;
    resumption resume_parent;
};

SWIFT void *swift_task_getCurrent(void);
ASYNC void swift_continuation_await(struct continuation *context);
SWIFT void swift_continuation_resume(void *task);
SWIFT void swift_continuation_throwingResume(void *task);
SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error);

static ASYNC void (*original_await)(struct continuation *context);
static SWIFT void (*original_resume)(void *task);
static SWIFT void (*original_throwing_resume)(void *task);
static SWIFT void (*original_throwing_resume_with_error)(void *task, void *error);

static void *original(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) abort();
    return function;
}

__attribute__((constructor)) static void find_originals(void) {
    original_await = original("swift_continuation_await");
    original_resume = original("swift_continuation_resume");
    original_throwing_resume = original("swift_continuation_throwingResume");
    original_throwing_resume_with_error = original("swift_continuation_throwingResumeWithError");
}

// Where the tasks go on that wait now, or are about to: lists by context, each with a lock that nothing waits behind.
struct waiting {
    struct continuation *context;
    resumption resume_parent;
    struct waiting *next;
};
enum { BUCKETS = 4096 };
static struct {
    atomic_flag lock;
    struct waiting *first;
} buckets[BUCKETS];

static unsigned lock_bucket(struct continuation *context) {
    unsigned index = ((uintptr_t)context >> 4) % BUCKETS;
    while (atomic_flag_test_and_set_explicit(&buckets[index].lock, memory_order_acquire)) sched_yield();
    return index;
}

static void unlock_bucket(unsigned index) {
    atomic_flag_clear_explicit(&buckets[index].lock, memory_order_release);
}

static void remember(struct continuation *context) {
    struct waiting *entry = malloc(sizeof *entry);
    if (!entry) abort();
    unsigned bucket = lock_bucket(context);
    *entry = (struct waiting){context, context->resume_parent, buckets[bucket].first};
    buckets[bucket].first = entry;
    unlock_bucket(bucket);
}

static resumption forget(struct continuation *context) {
    unsigned bucket = lock_bucket(context);
    struct waiting **link = &buckets[bucket].first;
    while (*link && (*link)->context != context) link = &(*link)->next;
    struct waiting *entry = *link;
    if (!entry) abort();
    *link = entry->next;
    unlock_bucket(bucket);
    resumption resume_parent = entry->resume_parent;
    free(entry);
    return resume_parent;
}

// Where every task goes on first, whether it has waited or not.
static ASYNC void go_on(CONTEXT) {
    resumption resume_parent = forget(context);
    __tsan_acquire(swift_task_getCurrent());
    __attribute__((musttail)) return resume_parent(context);
}

ASYNC void swift_continuation_await(struct continuation *context) {
    remember(context);
    context->resume_parent = go_on;
    __attribute__((musttail)) return original_await(context);
}

SWIFT void swift_continuation_resume(void *task) {
    __tsan_release(task);
    original_resume(task);
}

SWIFT void swift_continuation_throwingResume(void *task) {
    __tsan_release(task);
    original_throwing_resume(task);
}

SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error) {
    __tsan_release(task);
    original_throwing_resume_with_error(task, error);
}
