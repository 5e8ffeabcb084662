@testable import PureTokenizers

/// One way to hand arbitrary bytes to the library: what libFuzzer drives, and what the tests replay.
///
/// `check` says what was wrong, or nil: an error of the library's is a right answer, two forms that
/// differ are not. A trap, a hang or a flood of memory ends the process and needs no words.
struct FuzzTarget: Sendable {
  let name: String
  let check: @Sendable (_ input: [UInt8]) -> String?

  init(_ name: String, _ check: @escaping @Sendable (_ input: FuzzInput) throws -> String?) {
    self.name = name
    self.check = { bytes in
      do { return try check(FuzzInput(bytes)) } catch {
        return error is TokenizerError ? nil : "an error of another type: \(error)"
      }
    }
  }

  static let all = [
    json, loader, regex, automaton, normalizer, charsmap, encode, decode,
  ]
}

/// Bytes from which a target takes its choices, and then what is left.
struct FuzzInput: Sendable {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// What is left.
  var bytes: [UInt8] { Array(rest) }
  /// What is left as a text: what is not UTF-8 becomes U+FFFD.
  var text: [UInt8] { Array(String(decoding: rest, as: UTF8.self).utf8) }

  /// A number below 256; 0 when nothing is left.
  mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

  /// A number below 65,536, the low byte first.
  mutating func short() -> Int { byte() | byte() << 8 }

  /// One of the elements.
  mutating func choice<Element>(of elements: [Element]) -> Element {
    elements[byte() % elements.count]
  }

  /// The bytes before the next 0xFF, which no text has, as a text.
  mutating func part() -> [UInt8] {
    let end = rest.firstIndex(of: 0xFF) ?? rest.endIndex
    let part = rest[..<end]
    rest = rest[end...].dropFirst()
    return Array(String(decoding: part, as: UTF8.self).utf8)
  }

  /// The next `count` bytes, or as many as there are.
  mutating func prefix(_ count: Int) -> [UInt8] {
    let prefix = rest.prefix(count)
    rest = rest.dropFirst(count)
    return Array(prefix)
  }
}

/// What a call gives: a value, or the library's error.
enum Outcome<Value: Equatable>: Equatable {
  case value(Value)
  case failure

  init(_ body: () throws(TokenizerError) -> Value) {
    do throws(TokenizerError) { self = .value(try body()) } catch { self = .failure }
  }

  var value: Value? { if case .value(let value) = self { value } else { nil } }
}
