import Testing

@testable import PureTokenizers

@Suite struct JSONReadingTests {
  private static func json(_ text: String) throws(TokenizerError) -> JSON {
    try JSON(Array(text.utf8))
  }

  @Test("values are read by type")
  func values() throws {
    let json = try Self.json(
      #"{"b":true,"s":"é\n\ud83d\ude00","i":-3,"d":2.5,"a":[1,"x"],"o":{"k":null},"n":null,"c":"▁"}"#
    )
    #expect(try json.bool("b"))
    #expect(try json.string("s") == "é\n😀")
    #expect(try json.bytes("s") == Array("é\n😀".utf8))
    #expect(try json.integer("i", in: -5...5) == -3)
    #expect(try json.double("d") == 2.5)
    #expect(try json.double("i") == -3)
    #expect(try json.array("a").map(\.path) == ["a[0]", "a[1]"])
    #expect(try json.object("o").member("k")?.isNull == true)
    #expect(try json.scalar("c") == 0x2581)
    #expect(try json.optionalBytes("n") == nil)
    #expect(try json.optionalBytes("absent") == nil)
    #expect(try json.bool("absent", default: true))
    #expect(try json.integer("absent", in: 0...9, default: 5) == 5)
    #expect(try json.optionalBool("n") == nil)
  }

  @Test("of several members with one key the last one counts")
  func repeatedKeys() throws {
    let json = try Self.json(#"{"a":1,"b":2,"\u0061":3}"#)
    #expect(try json.integer("a", in: 0...9) == 3)
    #expect(json.members.map(\.value.path) == ["a", "b", "a"])
  }

  @Test("keys are bytes: two spellings of one character are two keys")
  func keysAreBytes() throws {
    let json = try Self.json("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(try json.integer("\u{E9}", in: 0...9) == 1)
    #expect(try json.integer("e\u{301}", in: 0...9) == 2)
  }

  @Test("a number without an upper limit may be as large as 64 bits allow")
  func noLimit() throws {
    let json = try Self.json(#"{"a":18446744073709551615}"#)
    #expect(try json.integer("a", in: 0...Int.max) == Int.max)
  }

  @Test("large objects and arrays are walked without copies")
  func walking() throws {
    let json = try Self.json(
      #"{"v":{"a":0,"b\n":1,"c":4294967295},"m":["a b",[1,[2]],{"x":3},"c"]}"#)
    var seen: [String] = []
    let vocabulary = try json.object("v")
    vocabulary.forEachMember { key, value in
      let id = vocabulary.document.tokenID(value)
      seen.append(String(decoding: vocabulary.document.decoded(key), as: UTF8.self) + "\(id ?? 7)")
    }
    #expect(seen == ["a0", "b\n1", "c4294967295"])
    let list = try json.required("m")
    var strings: [Int] = []
    list.forEachElement { position, element in
      if list.document.stringIfAny(element) != nil { strings.append(position) }
    }
    #expect(strings == [0, 3])
    #expect(list.count == 4)
  }

  @Test(
    "a token id is an integer that 32 bits can hold",
    arguments: [
      ("0", 0), ("4294967295", 4_294_967_295), ("4294967296", nil), ("-1", nil), ("1.0", nil),
      ("1e2", nil), ("\"1\"", nil), ("99999999999999999999999", nil), ("null", nil),
    ] as [(String, TokenID?)])
  func tokenID(_ text: String, _ expected: TokenID?) throws {
    let json = try Self.json(text)
    #expect(json.document.tokenID(json.node) == expected)
    #expect((try? json.tokenIDValue()) == expected)
  }

  @Test("errors say where, what, and what would be right", arguments: failures)
  func failure(_ message: String, _ read: @Sendable (JSON) throws -> Void) throws {
    let text =
      #"{"a":{"b":[{"s":"xy","i":300,"f":1.5,"t":true,"n":null,"e":""}],"k k":1,"ä":2,"":3}}"#
    let json = try Self.json(text)
    do {
      try read(json)
      Issue.record("no error")
    } catch {
      #expect("\(error)" == message)
    }
  }

  private static func inner(_ json: JSON) throws -> JSON { try json.object("a").array("b")[0] }

  static let failures: [(String, @Sendable (JSON) throws -> Void)] = [
    ("b: required, but not present", { _ = try $0.object("b") }),
    ("a.b: an array (an object)", { _ = try $0.object("a").object("b") }),
    ("a.b[0].x: required, but not present", { _ = try inner($0).string("x") }),
    ("a.b[0].s: a string (true or false)", { _ = try inner($0).bool("s") }),
    ("a.b[0].n: null (true or false)", { _ = try inner($0).bool("n", default: true) }),
    ("a.b[0].n: null (a string)", { _ = try inner($0).bytes("n") }),
    ("a.b[0].i: a number (a string)", { _ = try inner($0).optionalBytes("i") }),
    ("a.b[0].i: a number (an array)", { _ = try inner($0).array("i") }),
    ("a.b[0].i: 300 is too large (at most 255)", { _ = try inner($0).integer("i", in: 0...255) }),
    (
      "a.b[0].i: 300 is too small (at least 301)", { _ = try inner($0).integer("i", in: 301...400) }
    ),
    ("a.b[0].f: 1.5 (an integer)", { _ = try inner($0).integer("f", in: 0...9) }),
    ("a.b[0].t: true or false (a number)", { _ = try inner($0).double("t") }),
    (
      "a.b[0].s: a string of several characters (a string of one character)",
      { _ = try inner($0).scalar("s") }
    ),
    ("a.b[0].e: an empty string (a string of one character)", { _ = try inner($0).scalar("e") }),
    ("a[\"k k\"]: a number (a string)", { _ = try $0.object("a").string("k k") }),
    ("a[\"ä\"]: a number (a string)", { _ = try $0.object("a").string("ä") }),
    ("a[\"\"]: a number (a string)", { _ = try $0.object("a").string("") }),
    ("tokenizer.json: an object (a string)", { _ = try $0.bytesValue() }),
    ("tokenizer.json: not today (tomorrow)", { throw $0.invalid("not today (tomorrow)") }),
    (
      "a.b[0].s: unknown value \"xy\" (one of Left, Right)",
      { let _: Truncation.Direction = try inner($0).required("s").choice() }
    ),
  ]
}
