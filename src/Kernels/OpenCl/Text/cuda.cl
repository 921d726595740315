// OpenCL C as CUDA C, without headers or libraries: this page comes before the same texts. Those for processors, which
// compute in vectors and pass pointers to local memory, are not meant.
#define RC_FUNCTION static inline __attribute__((device))
#define __kernel extern "C" __attribute__((global))
#define __global
#define __local __attribute__((shared))
#define reqd_work_group_size(x, y, z) launch_bounds((x) * (y) * (z))

typedef unsigned int uint;
typedef unsigned long long ulong;
// of 64 bits, on Windows too
#define long long long

#define CLK_LOCAL_MEM_FENCE
#define barrier(fence) __syncthreads()
#define NAN __builtin_nanf("")
#define INFINITY __builtin_inff()

// dimensions are constants wherever they are asked for
#define RC_ALONG(d, name) ((d) == 0 ? name##_x() : (d) == 1 ? name##_y() : name##_z())
#define get_local_id(d) RC_ALONG(d, __nvvm_read_ptx_sreg_tid)
#define get_group_id(d) RC_ALONG(d, __nvvm_read_ptx_sreg_ctaid)
#define get_local_size(d) RC_ALONG(d, __nvvm_read_ptx_sreg_ntid)
#define get_num_groups(d) RC_ALONG(d, __nvvm_read_ptx_sreg_nctaid)
#define get_global_id(d) ((ulong)get_group_id(d) * get_local_size(d) + get_local_id(d))
#define get_global_size(d) ((ulong)get_num_groups(d) * get_local_size(d))

RC_FUNCTION int min(int a, int b) { return b < a ? b : a; }

RC_FUNCTION uint min(uint a, uint b) { return b < a ? b : a; }

RC_FUNCTION long min(long a, long b) { return b < a ? b : a; }

RC_FUNCTION int max(int a, int b) { return a < b ? b : a; }

RC_FUNCTION float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }

RC_FUNCTION float fabs(float x) { return __builtin_fabsf(x); }

RC_FUNCTION float sqrt(float x) { return __builtin_sqrtf(x); }

RC_FUNCTION uint as_uint(float x) { return __builtin_bit_cast(uint, x); }

RC_FUNCTION float as_float(uint x) { return __builtin_bit_cast(float, x); }

RC_FUNCTION uint atomic_inc(uint *p) { return __atomic_fetch_add(p, 1u, __ATOMIC_RELAXED); }

