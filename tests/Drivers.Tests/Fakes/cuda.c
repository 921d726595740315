// NVIDIA's driver and NVRTC as far as they are used, over the host's memory: counts what is alive, checks what it is
// given, fails as it is told, and runs kernels that have no barrier, one item after the other. It says nothing of how
// fast or how right a real driver is; it holds the caller to the driver's rules.
#include "fake.h"
#include <dlfcn.h>
#include <unistd.h>

enum { INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, INVALID_PTX = 218, INVALID_CONTEXT = 201,
       NOT_FOUND = 500, DEVICES = 2, BYTES = 1 << 24, LIVE = 256, PLACES = 16 };

static int initialised, retained[DEVICES], places;
static size_t used;
static struct { char *at; size_t size; } memories[LIVE];
static __thread void *stack[8];
static __thread int depth;
static char folder[512], clang[512];

// contexts that the calling thread has
int fake_depth(void) { return depth; }

// how many arguments the next launches have: a driver reads it from the kernel
void fake_places(int count) { places = count; }

// where "PTX" is written, and what compiles it
void fake_compiler(const char *where, const char *what) {
  strncpy(folder, where, sizeof folder - 1);
  strncpy(clang, what, sizeof clang - 1);
}

static int within(const char *call) {
  int code = told(call);
  return code ? code : lost ? lost : depth == 0 || stack[depth - 1] == 0 ? INVALID_CONTEXT : 0;
}

#define WITHIN if (within(__func__)) return within(__func__)

int cuInit(unsigned flags) { TOLD; return initialised = 1, flags; }
int cuDriverGetVersion(int *version) { TOLD; return *version = 12040, 0; }
int cuDeviceGetCount(int *count) { TOLD; return initialised ? (*count = DEVICES, 0) : NOT_INITIALIZED; }
int cuDeviceGet(int *device, int ordinal) { TOLD; return *device = ordinal, 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { TOLD; return *bytes = BYTES, 0; }

int cuDeviceGetName(char *name, int size, int device) {
  TOLD;
  return snprintf(name, size, "Fake GPU %c", 'A' + device), 0;
}

int cuDeviceGetAttribute(int *value, int what, int device) {
  TOLD;
  switch (what) {
  case 1: return *value = 1024, 0;
  case 8: return *value = 48 << 10, 0;
  case 10: return *value = 32, 0;
  case 16: return *value = 4, 0;
  case 75: return *value = device ? 6 : 8, 0;
  case 76: return *value = device ? 1 : 9, 0;
  default: return INVALID_VALUE;
  }
}

int cuDevicePrimaryCtxRetain(void **context, int device) {
  TOLD;
  alive++;
  retained[device]++;
  *context = &retained[device];
  return 0;
}

int cuDevicePrimaryCtxRelease_v2(int device) {
  TOLD;
  alive--;
  if (--retained[device] == 0)
    lost = 0;
  return 0;
}

int cuCtxPushCurrent_v2(void *context) {
  TOLD;
  if (*(int *)context < 1 || depth == 8)
    return INVALID_CONTEXT;
  stack[depth++] = context;
  return 0;
}

int cuCtxPopCurrent_v2(void **context) { return depth ? (*context = stack[--depth], 0) : INVALID_CONTEXT; }

static int find(u64 at, size_t bytes) {
  for (int i = 0; i < LIVE; i++)
    if (memories[i].at && at >= (u64)memories[i].at && at + bytes <= (u64)memories[i].at + memories[i].size)
      return i;
  return -1;
}

int cuMemAlloc_v2(u64 *memory, size_t bytes) {
  WITHIN;
  int free = 0;
  while (free < LIVE && memories[free].at)
    free++;
  if (free == LIVE || bytes > BYTES - used)
    return OUT_OF_MEMORY;
  memories[free].at = malloc(bytes);
  memories[free].size = bytes;
  used += bytes;
  alive++;
  *memory = (u64)memories[free].at;
  return 0;
}

int cuMemFree_v2(u64 memory) {
  int i = find(memory, 0);
  if (i < 0 || (u64)memories[i].at != memory)
    return INVALID_VALUE;
  free(memories[i].at);
  used -= memories[i].size;
  memories[i].at = 0;
  alive--;
  return lost;
}

int cuMemcpyHtoDAsync_v2(u64 memory, void *host, size_t bytes, void *stream) {
  WITHIN;
  return find(memory, bytes) < 0 ? INVALID_VALUE : (memcpy((void *)memory, host, bytes), 0);
}

int cuMemcpyDtoHAsync_v2(void *host, u64 memory, size_t bytes, void *stream) {
  WITHIN;
  return find(memory, bytes) < 0 ? INVALID_VALUE : (memcpy(host, (void *)memory, bytes), 0);
}

static int made(void **handle) { return alive++, *handle = malloc(1), 0; }
int cuStreamCreate(void **stream, unsigned flags) { WITHIN; return made(stream); }
int cuStreamSynchronize(void *stream) { WITHIN; return 0; }
int cuStreamDestroy_v2(void *stream) { return given(stream); }
int cuEventCreate(void **event, unsigned flags) { WITHIN; return made(event); }
int cuEventRecord(void *event, void *stream) { WITHIN; return 0; }
int cuEventElapsedTime(float *milliseconds, void *start, void *end) { WITHIN; return *milliseconds = 1.5f, 0; }
int cuEventDestroy_v2(void *event) { return given(event); }

// "PTX" is the name of a shared library that clang made of the text
int cuModuleLoadDataEx(void **module, const char *ptx, unsigned count, int *options, void **values) {
  if (told(__func__) && count == 2 && options[0] == 5 && options[1] == 6)
    snprintf(values[0], (size_t)values[1], "ptxas: told to fail");
  WITHIN;
  *module = strncmp(ptx, "fake:", 5) ? 0 : dlopen(ptx + 5, RTLD_NOW);
  return *module ? alive++, 0 : INVALID_PTX;
}

int cuModuleUnload(void *module) { return alive--, dlclose(module), lost; }

int cuModuleGetFunction(void **function, void *module, const char *name) {
  WITHIN;
  *function = dlsym(module, name);
  return *function ? 0 : NOT_FOUND;
}

// of the item that runs: itself, its group, items of a group, groups
static struct { unsigned x, y, z; } ids[4];
void *fake_ids(void) { return ids; }

int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, void *stream, void **arguments, void **extra) {
  WITHIN;
  if (!gx || !gy || !gz || gy > 65535 || gz > 65535 || bx * by * bz > 1024 || !bx || places > PLACES)
    return INVALID_VALUE;
  u64 a[PLACES] = {0};
  for (int i = 0; i < places; i++)
    memcpy(a + i, arguments[i], sizeof *a);
  ids[2].x = bx, ids[2].y = by, ids[2].z = bz;
  ids[3].x = gx, ids[3].y = gy, ids[3].z = gz;
  for (u64 g = 0; g < (u64)gx * gy * gz; g++)
    for (u64 b = 0; b < (u64)bx * by * bz; b++) {
      ids[0].x = b % bx, ids[0].y = b / bx % by, ids[0].z = b / bx / by;
      ids[1].x = g % gx, ids[1].y = g / gx % gy, ids[1].z = g / gx / gy;
      // integers and pointers alone; what is passed beyond a kernel's own is not read
      ((void (*)(u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64, u64))function)(
          a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
    }
  return 0;
}

struct program { char *text, ptx[600], log[512]; };
int nvrtcVersion(int *major, int *minor) { return *major = 12, *minor = 4, 0; }
int nvrtcGetNumSupportedArchs(int *count) { return *count = 3, 0; }
int nvrtcGetSupportedArchs(int *known) { return known[0] = 70, known[1] = 80, known[2] = 90, 0; }

int nvrtcCreateProgram(struct program **program, const char *text, const char *name, int n, char **h, char **names) {
  TOLD;
  alive++;
  *program = calloc(1, sizeof **program);
  (*program)->text = strdup(text);
  return 0;
}

int nvrtcDestroyProgram(struct program **program) {
  alive--;
  free((*program)->text);
  free(*program);
  return 0;
}

// what NVRTC brings with it: variables, intrinsics, and functions that a text must not define again
static const char *brought =
    "struct fake_id { unsigned x, y, z; }; extern \"C\" fake_id *fake_ids();\n"
    "#define threadIdx fake_ids()[0]\n#define blockIdx fake_ids()[1]\n"
    "#define blockDim fake_ids()[2]\n#define gridDim fake_ids()[3]\n#define __device__\n"
    "static float __int_as_float(int x) { return __builtin_bit_cast(float, x); }\n"
    "static float __uint_as_float(unsigned x) { return __builtin_bit_cast(float, x); }\n"
    "static unsigned __float_as_uint(float x) { return __builtin_bit_cast(unsigned, x); }\n"
    "static float __fmaf_rn(float a, float b, float c) { return __builtin_fmaf(a, b, c); }\n"
    "static float __fsqrt_rn(float x) { return __builtin_sqrtf(x); }\n"
    "static unsigned atomicAdd(unsigned *p, unsigned n) { return __atomic_fetch_add(p, n, 0); }\n"
    "static float fabsf(float x) { return __builtin_fabsf(x); }\n"
    "int min(int, int); unsigned min(unsigned, unsigned); long min(long, long); long long min(long long, long long);\n"
    "int max(int, int); float fma(float, float, float); float fabs(float); float sqrt(float); float exp(float);\n"
    "float log(float); float pow(float, float); float tanh(float); float erf(float); float erfc(float);\n";

int nvrtcCompileProgram(struct program *program, int count, char **options) {
  TOLD;
  static int number;
  if (count < 1 || strcmp(options[0], "--gpu-architecture=compute_80"))
    return snprintf(program->log, sizeof program->log, "fake: not for %s", options[0]), 5;
  snprintf(program->ptx, sizeof program->ptx, "fake:%s/%d-%d.so", folder, getpid(), number++);
  Dl_info self; // where fake_id is
  dladdr(ids, &self);
  char command[2600];
  snprintf(command, sizeof command, "%s -w -O1 -shared -fPIC -o %s -x c++ - -x none %s 2>%s.log",
           clang, program->ptx + 5, self.dli_fname, program->ptx + 5);
  FILE *to = popen(command, "w");
  fputs(brought, to);
  fputs(program->text, to);
  if (pclose(to) == 0)
    return 0;
  char log[620];
  snprintf(log, sizeof log, "%s.log", program->ptx + 5);
  FILE *said = fopen(log, "r");
  program->log[said ? fread(program->log, 1, sizeof program->log - 1, said) : 0] = 0;
  if (said)
    fclose(said);
  return 6;
}

int nvrtcGetProgramLogSize(struct program *program, size_t *size) { return *size = strlen(program->log) + 1, 0; }
int nvrtcGetProgramLog(struct program *program, char *log) { return strcpy(log, program->log), 0; }
int nvrtcGetPTXSize(struct program *program, size_t *size) { return *size = strlen(program->ptx) + 1, 0; }
int nvrtcGetPTX(struct program *program, char *ptx) { return strcpy(ptx, program->ptx), 0; }
