// Tells the thread sanitizer of continuations that are resumed before their task waits for them. A task that waits
// already becomes a job, and the runtime tells of jobs. But a task that finds its continuation resumed just goes on, and
// nothing tells that all before the resumption came first. Linked into the tests, these functions come before the
// library's of the same name, and call them.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define ASYNC __attribute__((swiftasynccall))

// The head of the runtime's ContinuationAsyncContext.
struct continuation {
    void *parent, *resume_parent;
    uintptr_t flags;
    _Atomic(uintptr_t) status;
};
enum { RESUMED = 2 };

ASYNC void swift_continuation_await(struct continuation *context);
SWIFT void swift_continuation_resume(void *task);
SWIFT void swift_continuation_throwingResume(void *task);
SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error);
SWIFT void *swift_task_getCurrent(void);

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

// A task's continuation is resumed either before it looks or after it waits, never in between: one lock for many tasks.
static atomic_flag locks[4096];

static atomic_flag *lock(void *task) {
    atomic_flag *lock = &locks[((uintptr_t)task >> 4) % (sizeof locks / sizeof *locks)];
    while (atomic_flag_test_and_set_explicit(lock, memory_order_acquire)) sched_yield();
    return lock;
}

// As above, but not for ever. A cancellation handler resumes its task with the runtime's lock of that task held, and the
// task may want that one while it holds ours: then it is left alone, and the sanitizer is told no more than without us.
static atomic_flag *lock_unless_stuck(void *task) {
    atomic_flag *lock = &locks[((uintptr_t)task >> 4) % (sizeof locks / sizeof *locks)];
    for (int attempt = 0; attempt < 100000; attempt++) {
        if (!atomic_flag_test_and_set_explicit(lock, memory_order_acquire)) return lock;
        sched_yield();
    }
    return NULL;
}

static void unlock(atomic_flag *lock) {
    if (lock) atomic_flag_clear_explicit(lock, memory_order_release);
}

ASYNC void swift_continuation_await(struct continuation *context) {
    void *task = swift_task_getCurrent();
    atomic_flag *held = lock(task);
    if (atomic_load_explicit(&context->status, memory_order_acquire) == RESUMED) {
        unlock(held);
        __tsan_acquire(task);
        __attribute__((musttail)) return original_await(context);
    }
    // Nobody can resume it now, so that the task stops here, and the call returns.
    original_await(context);
    unlock(held);
}

SWIFT void swift_continuation_resume(void *task) {
    atomic_flag *held = lock_unless_stuck(task);
    __tsan_release(task);
    original_resume(task);
    unlock(held);
}

SWIFT void swift_continuation_throwingResume(void *task) {
    atomic_flag *held = lock_unless_stuck(task);
    __tsan_release(task);
    original_throwing_resume(task);
    unlock(held);
}

SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error) {
    atomic_flag *held = lock_unless_stuck(task);
    __tsan_release(task);
    original_throwing_resume_with_error(task, error);
    unlock(held);
}
