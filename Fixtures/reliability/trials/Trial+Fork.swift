import Foundation
import PureTokenizers

extension Trial {
  /// Encodes on many threads, forks, and encodes again in the child: 0 for `exit` means that the
  /// child gave the same ids, `seconds` is how long it took.
  ///
  /// Swift marks `fork` unavailable, because little may be called after it; so it is looked up by
  /// its name. What is checked is that the engine's locks and caches are not among what breaks.
  func encodeInChild(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    let tokenizer = try loaded(request)
    let text = String(repeating: "Hello there, how are you? 12345 \n", count: 200)
    let expected = try tokenizer.ids(of: text)
    _ = try tokenizer.idsBatch(of: Array(repeating: text, count: 64))
    let start = ContinuousClock.now  // the child's time is not this process's
    guard let child = Self.fork() else { throw request.invalid("no fork on this system") }
    if child == 0 {
      let ids = try? tokenizer.ids(of: text)
      let encoding = try? tokenizer.encode(text)
      _exit(ids == expected && encoding?.ids == expected ? 0 : 1)
    }
    return [
      "exit": Double(Self.exitCode(of: child)),
      "seconds": (ContinuousClock.now - start) / .seconds(1),
    ]
  }

  private static func fork() -> pid_t? {
    typealias Fork = @convention(c) () -> pid_t
    guard let symbol = unsafe dlsym(nil, "fork") else { return nil }
    // SAFETY: fork takes nothing and returns a pid_t in every C library.
    return unsafe unsafeBitCast(symbol, to: Fork.self)()
  }

  /// Waits for the child at most ten seconds; 255 when it has to be ended.
  private static func exitCode(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    for _ in 0..<1000 {
      // SAFETY: `status` is written within the call.
      if unsafe waitpid(child, &status, WNOHANG) == child {
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
      }
      usleep(10_000)
    }
    kill(child, SIGKILL)
    // SAFETY: as above.
    _ = unsafe waitpid(child, &status, 0)
    return 255
  }
}
