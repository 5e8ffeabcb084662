import Foundation
import PureTokenizers

extension Trial {
  /// Forks while other threads encode, decode and stream, and does all of that in the children:
  /// `failed` is how many did not get the same or did not end, `seconds` what the slowest took.
  ///
  /// The first child is made when caches and tables are still being made. Swift marks `fork`
  /// unavailable, because little may be called after it; so it is looked up by its name. What is
  /// checked is that the engine's locks and caches are not among what breaks.
  func encodeInChildren(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    let tokenizer = try loaded(request)
    let text = String(repeating: "Hello there, how are you? 12345 \n", count: 200)
    let expected = try Work(Tokenizer(contentsOf: request.string("path")), text)
    let threads = BusyThreads(tokenizer, text)
    defer { threads.end() }
    var failed = 0.0
    var slowest = 0.0
    for _ in 0..<(try request.integer("children", in: 1...1000)) {
      let start = ContinuousClock.now  // the child's time is not this process's
      guard let child = Self.fork() else { throw request.invalid("no fork on this system") }
      if child == 0 { _exit((try? Work(tokenizer, text)) == expected ? 0 : 1) }
      if Self.exitCode(of: child) != 0 { failed += 1 }
      slowest = Swift.max(slowest, (ContinuousClock.now - start) / .seconds(1))
    }
    return ["failed": failed, "seconds": slowest]
  }

  /// What is done at the same time, and in the children.
  private struct Work: Equatable {
    var encoding: Encoding
    var ids: [TokenID]
    var streamed: [TokenID] = []
    var decoded: String

    init(_ tokenizer: Tokenizer, _ text: String) throws(TokenizerError) {
      encoding = try tokenizer.encode(text)
      ids = try tokenizer.ids(of: text)
      decoded = try tokenizer.decode(ids)
      var stream = try tokenizer.makeEncodeStream()
      streamed = try stream.append(text)
      streamed += try stream.finish()
    }
  }

  /// Threads that do the same work again and again.
  private final class BusyThreads: Sendable {
    private let isOver = Lock(false)
    private let group = DispatchGroup()

    init(_ tokenizer: Tokenizer, _ text: String) {
      for _ in 0..<4 {
        DispatchQueue.global().async(group: group) { [isOver] in
          while !isOver.withLock({ $0 }) { _ = try? Work(tokenizer, text) }
        }
      }
    }

    /// Waits until they have ended.
    func end() {
      isOver.withLock { $0 = true }
      group.wait()
    }
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
