// OpenCL as far as it is used, over the host's memory: counts what is alive, checks what it is given, and fails as it is
// told. Two platforms, three devices, of which the second cannot be asked. Programs are not run.
#include "fake.h"

enum { NOT_FOUND = -1, OUT_OF_MEMORY = -4, BUILD_FAILURE = -11, INVALID_VALUE = -30, INVALID_CONTEXT = -34,
       INVALID_BINARY = -42, INVALID_KERNEL_NAME = -46, BYTES = 1 << 24 };

struct buffer { size_t size; char at[]; };
struct program { char *text; int built; };
static int contexts;
static size_t used;
static const char *platforms[] = {"Fake One", "Fake Two"};
static const char *devices[] = {"Fake Processor", "Fake Silence", "Fake Graphics"};

#define COMMAND if (told(__func__) || lost) return told(__func__) ? told(__func__) : lost
#define MADE(code) if (*(code) = told(__func__) ? told(__func__) : lost, *(code)) return 0

static void *made(size_t bytes) { return alive++, calloc(1, bytes); }

static int answer(const void *value, size_t length, size_t size, void *to, size_t *needed) {
  if (needed)
    *needed = length;
  return !to ? 0 : size < length ? INVALID_VALUE : (memcpy(to, value, length), 0);
}

int clGetPlatformIDs(unsigned count, const char ***ids, unsigned *found) {
  TOLD;
  for (unsigned i = 0; i < count; i++)
    ids[i] = &platforms[i];
  return found ? (*found = 2, 0) : 0;
}

int clGetPlatformInfo(const char **platform, unsigned what, size_t size, void *to, size_t *needed) {
  TOLD;
  return answer(*platform, strlen(*platform) + 1, size, to, needed);
}

int clGetDeviceIDs(const char **platform, u64 kind, unsigned count, const char ***ids, unsigned *found) {
  TOLD;
  int first = platform == platforms ? 0 : 2, all = platform == platforms ? 2 : 1;
  for (unsigned i = 0; i < count; i++)
    ids[i] = &devices[first + i];
  return found ? (*found = all, 0) : 0;
}

int clGetDeviceInfo(const char **device, unsigned what, size_t size, void *to, size_t *needed) {
  TOLD;
  u64 number = what == 0x1000 ? (device == devices ? 2 : 4) : what == 0x1004 ? 256 : what == 0x1002 ? 4
             : what == 0x1028 ? 1 : what == 0x1023 ? 32 << 10 : what == 0x101F ? BYTES : what == 0x1010 ? BYTES / 2
             : 1;
  if (device == devices + 1)
    return NOT_FOUND - 1;
  if (what >= 0x102B && what <= 0x1030) {
    const char *text = what == 0x102F ? "OpenCL 1.2 fake" : what == 0x1030 ? "" : *device;
    return answer(text, strlen(text) + 1, size, to, needed);
  }
  return answer(&number, size < 8 ? size : 8, size, to, needed);
}

void *clCreateContext(void *properties, unsigned count, void *ids, void *notify, void *data, int *code) {
  MADE(code);
  contexts++;
  return made(1);
}

int clReleaseContext(void *context) {
  if (--contexts == 0)
    given(context), lost = 0;
  else
    given(context);
  return 0;
}

void *clCreateCommandQueue(void *context, void *device, u64 properties, int *code) { MADE(code); return made(1); }
int clReleaseCommandQueue(void *queue) { return given(queue); }

struct buffer *clCreateBuffer(void *context, u64 flags, size_t bytes, void *host, int *code) {
  MADE(code);
  if (bytes > BYTES - used)
    return *code = OUT_OF_MEMORY, (void *)0;
  used += bytes;
  struct buffer *buffer = made(sizeof *buffer + bytes);
  buffer->size = bytes;
  return buffer;
}

int clReleaseMemObject(struct buffer *buffer) { return used -= buffer->size, given(buffer); }

struct program *clCreateProgramWithSource(void *context, unsigned n, char **texts, size_t *lengths, int *code) {
  MADE(code);
  struct program *program = made(sizeof *program);
  program->text = strndup(texts[0], lengths[0]);
  return program;
}

void *clCreateProgramWithBinary(void *context, unsigned n, void **ids, size_t *lengths, char **binaries, int *status,
                                int *code) {
  return *code = INVALID_BINARY, (void *)0;
}

int clReleaseProgram(struct program *program) { return free(program->text), given(program); }

int clBuildProgram(struct program *program, unsigned count, void *ids, char *options, void *notify, void *data) {
  COMMAND;
  program->built = !strstr(program->text, "nonsense");
  return program->built ? 0 : BUILD_FAILURE;
}

int clGetProgramInfo(struct program *program, unsigned what, size_t size, void *to, size_t *needed) {
  return INVALID_VALUE;
}

int clGetProgramBuildInfo(struct program *program, void *device, unsigned what, size_t size, void *to, size_t *needed) {
  TOLD;
  const char *log = program->built ? "" : "fake: 'nonsense' is undeclared";
  return answer(log, strlen(log) + 1, size, to, needed);
}

void *clCreateKernel(struct program *program, char *name, int *code) {
  MADE(code);
  return strstr(program->text, name) ? made(1) : (*code = INVALID_KERNEL_NAME, (void *)0);
}

int clReleaseKernel(void *kernel) { return given(kernel); }
int clSetKernelArg(void *kernel, unsigned index, size_t size, void *value) { TOLD; return value ? 0 : INVALID_VALUE; }

int clEnqueueNDRangeKernel(void *queue, void *kernel, unsigned dimensions, size_t *offset, size_t *global, size_t *local,
                           unsigned waits, void *for_, void **done) {
  COMMAND;
  if (done)
    *done = made(1);
  return 0;
}

int clEnqueueWriteBuffer(void *queue, struct buffer *buffer, unsigned blocking, size_t offset, size_t size, void *host,
                         unsigned waits, void *for_, void *done) {
  COMMAND;
  return offset + size > buffer->size ? INVALID_VALUE : (memcpy(buffer->at + offset, host, size), 0);
}

int clEnqueueReadBuffer(void *queue, struct buffer *buffer, unsigned blocking, size_t offset, size_t size, void *host,
                        unsigned waits, void *for_, void *done) {
  COMMAND;
  return offset + size > buffer->size ? INVALID_VALUE : (memcpy(host, buffer->at + offset, size), 0);
}

int clGetEventProfilingInfo(void *event, unsigned what, size_t size, void *to, size_t *needed) {
  COMMAND;
  u64 nanoseconds = what == 0x1282 ? 1000 : 3500;
  return answer(&nanoseconds, sizeof nanoseconds, size, to, needed);
}

int clReleaseEvent(void *event) { return given(event); }
int clFinish(void *queue) { COMMAND; return 0; }
