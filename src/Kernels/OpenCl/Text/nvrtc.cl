// What cuda.cl takes from clang, as NVRTC has it; this page comes before that one.
#define __nvvm_read_ptx_sreg_tid_x() threadIdx.x
#define __nvvm_read_ptx_sreg_tid_y() threadIdx.y
#define __nvvm_read_ptx_sreg_tid_z() threadIdx.z
#define __nvvm_read_ptx_sreg_ctaid_x() blockIdx.x
#define __nvvm_read_ptx_sreg_ctaid_y() blockIdx.y
#define __nvvm_read_ptx_sreg_ctaid_z() blockIdx.z
#define __nvvm_read_ptx_sreg_ntid_x() blockDim.x
#define __nvvm_read_ptx_sreg_ntid_y() blockDim.y
#define __nvvm_read_ptx_sreg_ntid_z() blockDim.z
#define __nvvm_read_ptx_sreg_nctaid_x() gridDim.x
#define __nvvm_read_ptx_sreg_nctaid_y() gridDim.y
#define __nvvm_read_ptx_sreg_nctaid_z() gridDim.z

#define __builtin_nanf(text) __int_as_float(0x7fffffff)
#define __builtin_inff() __int_as_float(0x7f800000)
#define __builtin_fmaf(a, b, c) __fmaf_rn(a, b, c)
#define __builtin_fabsf(x) fabsf(x)
#define __builtin_sqrtf(x) __fsqrt_rn(x)
#define __builtin_bit_cast(type, x) rc_bits(x)
#define __atomic_fetch_add(place, n, order) atomicAdd(place, n)

static inline __device__ unsigned int rc_bits(float x) { return __float_as_uint(x); }

static inline __device__ float rc_bits(unsigned int x) { return __uint_as_float(x); }

// NVRTC may have these names too, and what it calls so must not meet what the page does
#define uint rc_page_uint
#define ulong rc_page_ulong
#define min rc_page_min
#define max rc_page_max
#define fma rc_page_fma
#define fabs rc_page_fabs
#define sqrt rc_page_sqrt

