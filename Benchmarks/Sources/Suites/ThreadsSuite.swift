import Foundation
import PureTokenizers

/// How speed grows with threads that share one tokenizer, and what the batch calls reach.
struct ThreadsSuite: Suite {
  let name = "threads"
  let summary = "one tokenizer on 1, 2 and all cores, and the batch calls; ratios to one thread"

  func measure(_ subject: Subject, _ effort: Effort) throws -> [Measurement] {
    let tokenizer = try subject.load()
    let texts = try subject.documents(effort)
    let inputs = texts.map { EncodeInput.text($0) }
    let counts = Set([1, 2, ProcessInfo.processInfo.activeProcessorCount]).sorted()
    var result: [Measurement] = []
    var alone = 1.0
    for threads in counts {
      let work = Work(inputs: inputs, threads: threads)
      let speed = try Passes.measure(bytes: work.byteCount, least: effort.passes) {
        _ = try work.encodeIDs(with: tokenizer)
      }.later
      if threads == 1 { alone = speed }
      result.append(found(subject, "\(threads) threads", speed, .megabytesPerSecond))
      result.append(found(subject, "\(threads) threads to one", speed / alone, .speedRatio))
    }
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let batch = try Passes.measure(bytes: bytes, least: effort.passes) {
      _ = try tokenizer.idsBatch(of: texts, addSpecialTokens: false)
    }
    let encodings = try Passes.measure(bytes: bytes, least: effort.passes) {
      _ = try tokenizer.encodeBatch(texts, addSpecialTokens: false)
    }
    result.append(found(subject, "idsBatch", batch.later, .megabytesPerSecond))
    result.append(found(subject, "encodeBatch", encodings.later, .megabytesPerSecond))
    return result
  }
}
