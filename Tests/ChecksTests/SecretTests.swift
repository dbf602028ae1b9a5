import Syntax
import Testing

@testable import Checks

@Suite struct SecretTests {
  var maker = SecretText()

  mutating func make(_ template: String) -> String { maker.make(template) }

  // MARK: Output

  @Test mutating func messagesShowFourCharactersAndTheLength() {
    let token = make("{ghp_}{alnum:30}{checksum}")
    guard let finding = secrets("token = '\(token)'\n", path: "src/app.py").first else {
      Issue.record("nothing found")
      return
    }
    #expect(finding.message.contains("ghp_… (40 characters)"))
    #expect(!finding.message.contains(token.dropFirst(4).prefix(6)))
    #expect(!finding.help.contains(token.dropFirst(4).prefix(6)))
    #expect(finding.redactions == [finding.range])
    #expect(finding.range == TextRange(9, 49))
  }

  @Test mutating func ofAShortPasswordNothingIsShown() {
    let password = make("{password}")
    guard let finding = secrets("DB_PASSWORD = '\(password)'\n", path: "src/app.py").first else {
      Issue.record("nothing found")
      return
    }
    #expect(finding.message.hasPrefix("DB_PASSWORD is set to a literal, … (10 characters)"))
  }

  // MARK: Checksums

  @Test mutating func aWrongChecksumLowersTheFindingToANote() {
    let template = "{ghp_}{alnum:30}{checksum}"
    #expect(secretKinds(make(template)) == ["github-token error"])
    #expect(secretKinds(maker.make(template, spoiled: true)) == ["github-token note"])
  }

  @Test mutating func aRightChecksumIsAnErrorEvenInATest() {
    #expect(secretKinds(make("{npm_}{alnum:30}{checksum}"), path: "tests/test_a.txt") == ["npm-token error"])
    #expect(secretKinds(make("{AKIA}{b32:16}"), path: "tests/test_a.txt") == ["aws-access-key-id note"])
  }

  // MARK: Names in programs

  @Test(arguments: [
    #"password = "V""#, #"config["db_password"] = "V""#, #"self.smtp_password = "V""#,
    #"connect(password="V")"#,
    #"d = {"password": "V"}"#, #"def f(password="V"): pass"#, #"p = os.environ.get("DB_PASSWORD", "V")"#,
    #"password = os.environ.get("X") or "V""#, #"DB_PASSWORD: str = "V""#, #"if password == "V": pass"#,
    #"parser.add_argument("--password", default="V")"#, #"password = SecretStr("V")"#,
    #"password = "V" if local else None"#, "password = r'V'", #"password = """V""""#, #"(password := "V")"#,
  ])
  func passwordsBoundToNamesInPythonAreFound(line: String) {
    var maker = SecretText()
    let code = line.replacing("V", with: maker.make("{password}")) + "\n"
    #expect(secretKinds(code, path: "src/app.py") == ["hardcoded-password warning"], "\(code)")
  }

  @Test(arguments: [
    #"password = f"{x}V""#, #"password_field = "V""#, #"print("password", "V")"#, #"# password = "V""#,
    #"PASSWORD_RESET_URL = "V""#, #"label = "password: V""#, #"password = get("V")"#, #"csrf_token = "V""#,
    #"password = "V" + salt"#, #"next_token = "V""#, #"d["password"] = self.password.decode("V")"#,
  ])
  func otherStringsArePassedBy(line: String) {
    var maker = SecretText()
    let code = line.replacing("V", with: maker.make("{password}")) + "\n"
    #expect(secretKinds(code, path: "src/app.py") == [], "\(code)")
  }

  @Test(arguments: [
    "changeme1", "your-password-1", "<password1>", "${DB_PASSWORD1}", "%(password1)s", "xxxxxxxx1",
    "********", "hunter",
    "/run/secrets/db1", "https://host1/login", "config.password1", "password1_field", "3.14.15", "12345678",
    "Password1:",
    "enter password 1", "user_password_2", "TODO", "", "x1",
  ])
  func placeholdersAndNamesAreNoPasswords(value: String) {
    #expect(secretKinds("password = '\(value)'\n", path: "src/app.py") == [])
  }

  @Test(arguments: [
    "sha256_of_the_content", "application/json", "urn:ietf:params:oauth:token-type:jwt",
    "access_token_v2_header",
    "us-east-1-tokens-table-2024", "8.5.0-beta-release-12", "AAAAAAAAAAAAAAAAAAAA1111",
    "arn:aws:iam::123456789012:role/x", "com.example.token2.provider3", "0123456789abcdef0123456789abcdef",
  ])
  func tokensMustBeRandom(value: String) {
    #expect(secretKinds("api_token = '\(value)'\n", path: "src/app.py") == [])
  }

  @Test func aKeyWithPunctuationIsAKey() {
    var maker = SecretText()
    let found = (0..<50).count { _ in
      let key = maker.letters("abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)", 50)
      return secretKinds("SECRET_KEY = '\(key)'\n", path: "src/settings.py") == ["hardcoded-token warning"]
    }
    #expect(found >= 40)
  }

  @Test mutating func aProviderBeatsTheName() {
    let code = "GITHUB_TOKEN = '\(make("{ghp_}{alnum:30}{checksum}"))'\n"
    #expect(secretKinds(code, path: "src/app.py") == ["github-token error"])
  }

  @Test(arguments: [
    #"os.environ["PGPASSWORD"] = "V""#, #"pw = "V""#, #"passwd = "V""#, #"password = b"V""#,
    #"PASSWORD = f"V""#, #"password = "V" "q4""#, #"requests.get(url, auth=("admin", "V"))"#,
    #"session.auth = ("admin", "V")"#, #"HTTPBasicAuth(user, "V")"#,
    #"cur.execute("CREATE ROLE r LOGIN PASSWORD 'V'")"#,
    #"cur.execute('CREATE ROLE r LOGIN PASSWORD \'V\'')"#,
    #"cur.execute(f"ALTER USER {name} WITH PASSWORD 'V'")"#,
    #"cur.execute("CREATE USER r " "IDENTIFIED BY 'V'")"#,
  ])
  func passwordsAreFoundByTheirPlace(line: String) {
    var maker = SecretText()
    let code = line.replacing("V", with: maker.make("{password}")) + "\n"
    #expect(secretKinds(code, path: "src/app.py") == ["hardcoded-password warning"], "\(code)")
  }

  @Test(arguments: [
    #"auth=("V",)"#, #"f(auth=("admin", password))"#, #"auth = "V""#, #"HTTPBasicAuth(user, pw)"#,
    #"print("the user's PASSWORD 'V' is wrong")"#, #"cur.execute(f"ALTER ROLE r PASSWORD '{pw}'")"#,
    #"cur.execute("CREATE ROLE r PASSWORD %s")"#, #"PASSWORD = f"V{x}""#, #"password = "V" f"{x}""#,
    #"text.encode("x", "V")"#, #"jwt.decode(token, key)"#, #"jwt.decode(token, "signing-key")"#,
  ])
  func nearPlacesArePassedBy(line: String) {
    var maker = SecretText()
    let code = line.replacing("V", with: maker.make("{password}")) + "\n"
    #expect(secretKinds(code, path: "src/app.py") == [], "\(code)")
  }

  @Test(arguments: [
    #"jwt.encode(claims, "V")"#, #"jwt.decode(token, "V", algorithms=["HS256"])"#,
    #"jwt.decode(token, key="V")"#, #"JWT_SECRET = "A" "B""#, #"secret = b"AB""#, #"SECRET_KEY = "AB""#,
  ])
  func signingKeysAreFound(line: String) {
    var maker = SecretText()
    let key = maker.letters("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMN23456789", 16)
    let rest = maker.letters("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMN23456789", 16)
    let code = line.replacing("JWT", with: "JOT").replacing("V", with: key).replacing("\"AB\"", with: "\"\(key)\(rest)\"")
      .replacing("\"A\" \"B\"", with: "\"\(key)\" \"\(rest)\"").replacing("JOT", with: "JWT") + "\n"
    #expect(secretKinds(code, path: "src/app.py") == ["hardcoded-token warning"], "\(code)")
  }

  @Test(arguments: ["sunshine" + "42", "hunter" + "2", "Liverpool" + "2019"])
  func wordsWithANumberArePasswords(value: String) {
    #expect(secretKinds("DB_PASSWORD = '\(value)'\n", path: "src/app.py") == ["hardcoded-password warning"])
    #expect(secretKinds("DB_PASSWORD = '\(value)'\n", path: "tests/app.py") == ["hardcoded-password note"])
    #expect(secretKinds("password_field = '\(value)'\n", path: "src/app.py") == [])
  }

  @Test func lettersInNoOrderOfWordsAreAPassword() {
    let value = ["ptg", "Uz", "Ej", "feb", "zJ"].joined()
    #expect(secretKinds("password = '\(value)'\n", path: "src/app.py") == ["hardcoded-password warning"])
    #expect(secretKinds("password = 'PasswordLineEdit'\n", path: "src/app.py") == [])
    #expect(secretKinds("password = 'CharFieldWidget'\n", path: "src/app.py") == [])
  }

  @Test(arguments: ["field1", "base64", "oauth2", "bcrypt12", "lineEdit2", "dummy1", "input_2", "String"])
  func namesWithANumberAreNone(value: String) {
    #expect(secretKinds("password = '\(value)'\n", path: "src/app.py") == [])
  }

  @Test mutating func literalsInARowAreOneValue() {
    let code = "password = '\(make("{password}"))' 'ab'\n"
    let finding = secrets(code, path: "src/app.py").first
    #expect(finding?.message.contains("… (12 characters)") == true)
    #expect(finding?.redactions == [TextRange(12, 27)])
  }

  // MARK: Names in other files

  @Test(arguments: [
    ("deploy/.env", "DB_PASSWORD=V"), ("deploy/.env", "export DB_PASSWORD=\"V\""),
    ("Dockerfile", "ENV DB_PASSWORD=V"),
    ("app.yml", "  password: V"), ("app.yml", "  password: 'V'"),
    ("compose.yml", "  - MYSQL_ROOT_PASSWORD=V"),
    ("run.sh", "export PGPASSWORD=V"), ("run.sh", "PGPASSWORD=V psql shop"), ("run.sh", "MYSQL_PWD=V mysql"),
    ("ci.yml", "  - run: PGPASSWORD=V psql shop"),
    ("app.json", #"{"password": "V"}"#), ("app.json", #"{"name": "DB_PASSWORD", "value": "V"}"#),
    ("app.toml", #"password = "V""#), ("app.ini", "password = V"),
    ("app.properties", "spring.datasource.password=V"),
    ("main.tf", #"password = "V""#), ("pom.xml", "<password>V</password>"),
    ("web.config", #"<add key="Password" value="V" />"#), ("run.sh", "mysql --password V shop"),
    ("run.sh", "mysqldump --password=V shop"), ("app.js", #"const dbPassword = "V";"#),
    ("app.js", #"connect({ password: 'V' })"#), ("app.ts", #"dbPassword: string = "V""#),
    ("init.sql", "CREATE USER shop IDENTIFIED BY 'V';"), ("init.sql", "ALTER ROLE shop PASSWORD 'V';"),
  ])
  func passwordsAreFoundByTheirBytesToo(path: String, line: String) {
    var maker = SecretText()
    let text = "first\n" + line.replacing("V", with: maker.make("{password}")) + "\nlast\n"
    #expect(secretKinds(text, path: path) == ["hardcoded-password warning"], "\(text)")
  }

  @Test(arguments: [
    ("app.js", "password: V,"), ("app.yml", "password: V and more"), ("app.yml", "password: !vault V"),
    ("app.conf", "password == V"), ("README.md", "the password is V"), ("app.yml", "passwordRef: V"),
    ("app.yml", "key: V"), ("app.env", "PASSWORD_FILE=V"), ("app.env", "DB_PASSWORD=$(cat V)"),
  ])
  func whatIsNoValueIsPassedBy(path: String, line: String) {
    var maker = SecretText()
    let text = line.replacing("V", with: maker.make("{password}")) + "\n"
    #expect(secretKinds(text, path: path) == [], "\(text)")
  }

  @Test(arguments: ["tests/conftest.py", "docs/setup.py", "examples/app.py", "pkg/test_login.py"])
  func whatStandsInTestsAndDocumentationIsANote(path: String) {
    var maker = SecretText()
    let code = "password = '\(maker.make("{password}"))'\n"
    #expect(secretKinds(code, path: path) == ["hardcoded-password note"])
  }

  @Test mutating func whatStandsInADocstringIsANote() {
    let url = make("postgres://app:{alnum:16}@db.shop.net/x")
    #expect(
      secretKinds("def f():\n  \"\"\"Like \(url) here.\"\"\"\n", path: "src/app.py") == [
        "url-credentials note"
      ])
    #expect(secretKinds("url = \"\(url)\"\n", path: "src/app.py") == ["url-credentials error"])
  }

  // MARK: Forms

  @Test mutating func aPasswordForTheOwnMachineIsANote() {
    let password = make("{alnum:16}")
    #expect(secretKinds("postgres://app:\(password)@db.shop.net/x") == ["url-credentials error"])
    #expect(secretKinds("postgres://app:\(password)@localhost:5432/x") == ["url-credentials note"])
    #expect(secretKinds("postgres://app:\(password)@db/x") == ["url-credentials note"])
  }

  @Test(arguments: [
    "postgres://user:password@db.shop.net/x", "https://user:${TOKEN}@host.net", "http://{user}:{pw}@host.net",
    "ftp://user:pass@example.com/", "https://host.net:8080/a@b", "git+ssh://git@host.net:22/x",
    "http://a:b@c.net",
    "https://me:<token>@host.net", "https://x:****@host.net",
  ])
  func urlsWithoutASecretArePassedBy(url: String) {
    #expect(secretKinds(url) == [])
  }

  @Test(arguments: [
    "host=db user=app password=self.password()", "connect(host=h, user=u, password=p9x8y7)",
    "user=app password=",
    "Server=db.shop.net;User Id=app;Password=${PW};",
    "dbname=x user=y password=<password>",
    "machine h.net login you password <token>", "//registry/:_authToken=${NPM_TOKEN}",
    "localhost:5432:a:b:c9d8e7f6",
  ])
  func pairsWithoutASecretArePassedBy(text: String) {
    #expect(!secretKinds(text).contains { !$0.hasSuffix("note") })
  }

  @Test mutating func anEncryptedKeyIsANote() {
    let body = make("{pembody}")
    let head = "-----BEGIN " + "RSA PRIVATE KEY-----\n"
    let end = "\n-----END " + "RSA PRIVATE KEY-----\n"
    #expect(secretKinds(head + body + end) == ["private-key error"])
    let encrypted = head + "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0\n\n" + body + end
    #expect(secretKinds(encrypted) == ["private-key note"])
    #expect(secretKinds(head + "...\n" + end) == [])
    #expect(secretKinds(head + head + head) == [])
    #expect(secretKinds(head + body + end, path: "tests/tls/key.pem") == ["private-key note"])
  }

  @Test mutating func theWholeKeyIsRedacted() {
    let head = "-----BEGIN " + "PRIVATE KEY-----"
    let body = make("\n{pembody}\n")
    let range = secrets(head + body + "-----END " + "PRIVATE KEY-----\n").first?.redactions.first
    #expect(range == TextRange(head.utf8.count, head.utf8.count + body.utf8.count))
  }

  @Test mutating func twoTokensOnOneLineAreTwoFindings() {
    let line = make("{AKIA}{b32:16} {AKIA}{b32:16}")
    #expect(secretKinds(line) == ["aws-access-key-id error", "aws-access-key-id error"])
  }

  @Test func exampleKeysOfTheDocumentationAreNone() {
    #expect(secretKinds("aws_access_key_id = " + "AKIA" + "IOSFODNN7" + "EXAMPLE") == [])
  }

  // MARK: Bombs

  @Test(.timeLimit(.minutes(1)), arguments: 0..<11)
  func hostileFilesTakeLinearTime(which: Int) {
    let text =
      switch which {
      case 0: String(repeating: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", count: 20_000)
      case 1: String(repeating: "a", count: 500_000) + "!"
      case 2: "password = \"" + String(repeating: " ", count: 500_000)
      case 3: String(repeating: "password", count: 30_000)
      case 4: "secret" + String(repeating: "=", count: 300_000)
      case 5: String(repeating: "-----BEGIN " + "PRIVATE KEY-----\n", count: 10_000)
      case 6: "eyJ" + String(repeating: "abcd", count: 100_000)
      case 7: String(repeating: "http://a:b", count: 40_000)
      case 8: String(repeating: "AKIA", count: 80_000)
      case 9: String(repeating: "aws_secret_access_key ", count: 15_000)
      default: String(repeating: "eyJhbGciOi.eyJ", count: 15_000)
      }
    let start = ContinuousClock.now
    _ = secrets(text, path: which % 2 == 0 ? "a.txt" : "a.yml")
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}
