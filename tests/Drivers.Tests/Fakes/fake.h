// What both fakes share: they count what is alive, and fail as they are told.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long long u64;

static int alive, failing_code, lost;
static char failing[64];

// how many objects tests have not given back
int fake_alive(void) { return alive; }

// from now on a call returns a code; 0 ends it
void fake_fail(const char *call, int code) {
  strncpy(failing, call, sizeof failing - 1);
  failing_code = code;
}

// from now on every command returns a code, until the device is closed
void fake_lose(int code) { lost = code; }

static int told(const char *call) { return strcmp(call, failing) ? 0 : failing_code; }

static int given(void *handle) { return alive--, free(handle), lost; }

#define TOLD if (told(__func__)) return told(__func__)
