// What libFuzzer calls: the target that the environment names gets the bytes.
//
// Compiled by run.py in one module with the library and with the targets, which are in
// Tests/PureTokenizersTests/Fuzzing/Targets.

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

private let target: FuzzTarget = {
  let name = getenv("PURE_TOKENIZERS_FUZZ_TARGET").map { String(cString: $0) } ?? "json"
  guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
    print("no target \(name); there are \(FuzzTarget.all.map(\.name))")
    exit(2)
  }
  return target
}()

/// Hands one input of libFuzzer's to the target; a problem ends the process, as a trap does.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: data == nil ? 0 : count))
  if let problem = target.check(input) {
    print("FINDING \(target.name): \(problem)")
    fflush(nil)
    abort()
  }
  return 0
}
