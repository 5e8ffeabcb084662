import Foundation
import PureTokenizers

/// What came of the cases so far, kept in a file that outlives the process.
struct Report {
  /// Errors, tokenizers that work, the slowest case and its microseconds.
  private var counts: [Int64] = [0, 0, 0, 0]
  private let progress: Int32

  init(path: String) { progress = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644) }

  mutating func run(_ number: Int, _ bytes: [UInt8]) {
    write(Int64(number))
    var isWorking = false
    var tokenizer: Tokenizer?
    time(number, "load") {
      do throws(TokenizerError) { tokenizer = try Tokenizer(json: bytes) } catch {}
    }
    if let tokenizer {
      isWorking = true
      for text in Self.texts { time(number, "use") { Self.use(tokenizer, text) } }
    }
    counts[isWorking ? 1 : 0] += 1
    let memory = Self.peakMemory()
    guard memory > 512 * 1024 else { return }
    print("memory \(number) \(memory / 1024) MB")
    write(Int64(number))
    exit(3)
  }

  /// Runs `body`, and notes how long it took.
  private mutating func time(_ number: Int, _ step: String, _ body: () -> Void) {
    let started = Self.processorTime()
    body()
    let microseconds = Self.processorTime() - started
    if microseconds > counts[3] { (counts[2], counts[3]) = (Int64(number), microseconds) }
    if microseconds > 1_000_000 { print("slow \(number) \(step) \(microseconds / 1000) ms") }
  }

  func finish(_ last: Int) { write(Int64(last)) }

  private func write(_ number: Int64) {
    let record = [number] + counts
    unsafe record.withUnsafeBytes { record in
      // SAFETY: pointer and count are those of the array.
      _ = unsafe pwrite(progress, record.baseAddress, record.count, 0)
    }
  }

  /// Microseconds that the process has had, whoever else wanted the processor.
  private static func processorTime() -> Int64 {
    Int64(clock()) * 1_000_000 / Int64(CLOCKS_PER_SEC)
  }

  /// The most memory the process has had, in KB.
  private static func peakMemory() -> Int {
    var usage = rusage()
    #if os(Linux)
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
    #else
    _ = unsafe getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss / 1024
    #endif
  }

  /// Makes every call, each of which may end in an error of its own.
  private static func use(_ tokenizer: Tokenizer, _ text: String) {
    do throws(TokenizerError) {
      let encoding = try tokenizer.encode(text, pair: text.utf8.count % 2 == 0 ? nil : "a pair")
      _ = encoding.offsets.count
      _ = try tokenizer.decode(encoding.ids.prefix(1000))
      _ = try tokenizer.ids(of: text)
      _ = try tokenizer.decode([0, 1, 2, 300, 65_535, .max])
    } catch {}
  }

  private static let texts = [
    "", "a", "Hello, world!", "  two  spaces ", "don't", "naïve café", "e\u{301}", "漢字かな", "한국어",
    "🙂👩‍🚀", "\n\t\r\n", "1234567890", "<s>[CLS]</s>[SEP]", "\u{0}", "ﬁ①Å",
    "aaaaaaaaaaaaaaaaaaaaaaaaa",
    "the quick brown fox", "\u{FEFF}x", "İstanbul", "The end.",
  ]
}
