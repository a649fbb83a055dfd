/* For the test only, and only where Wine is older than 9: it lacks this library of the system, from which the standard
   library of Rust takes random numbers. It is laid beside the program in the test's own copy, never into a package. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
  return RtlGenRandom(data, (ULONG)length);
}
