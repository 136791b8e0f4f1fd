package dev.stele.serde.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys and certificates as text: RFC 7468.
 *
 * @param setting what the text came from, for errors, which do not repeat it
 */
record PemStore(String setting) {
  private static final Logger LOG = LoggerFactory.getLogger(PemStore.class);
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "DSA");
  private static final String CERTIFICATE = "CERTIFICATE";

  /**
   * A key with its certificates.
   *
   * @param password of the key; empty if it is in the clear
   */
  KeyStore keys(String key, String chain, String password) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          "key", key(key, password), new char[0], certificates(chain).toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  KeyStore trusted(String text) {
    try {
      KeyStore store = empty();
      int count = 0;
      for (Certificate certificate : certificates(text)) {
        store.setCertificateEntry("trusted-" + count++, certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private ConfigException unusable(Exception e) {
    return new ConfigException(setting + " cannot be used: " + e.getMessage());
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private List<Certificate> certificates(String text) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals(CERTIFICATE)) {
        byte[] der = bytes(blocks.group(2));
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    }
    if (certificates.isEmpty()) {
      throw new ConfigException(setting + " has no block BEGIN CERTIFICATE");
    }
    return certificates;
  }

  private PrivateKey key(String text, String password)
      throws GeneralSecurityException, IOException {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      String label = blocks.group(1);
      byte[] der = bytes(blocks.group(2));
      if (label.equals("PRIVATE KEY")) {
        return key(new PKCS8EncodedKeySpec(der));
      }
      if (label.equals("ENCRYPTED PRIVATE KEY")) {
        return key(decrypted(new EncryptedPrivateKeyInfo(der), password));
      }
      if (label.endsWith(" PRIVATE KEY")) {
        throw new ConfigException(
            setting
                + " is an "
                + label
                + "; a PKCS #8 key is needed: openssl pkcs8 -topk8 makes one of it");
      }
    }
    throw new ConfigException(setting + " has no block BEGIN PRIVATE KEY");
  }

  private PKCS8EncodedKeySpec decrypted(EncryptedPrivateKeyInfo key, String password)
      throws GeneralSecurityException {
    if (password.isEmpty()) {
      throw new ConfigException(
          setting + " is encrypted, and schema.registry.ssl.key.password is not set");
    }
    AlgorithmParameters parameters = key.getAlgParameters();
    // PBES2 (RFC 8018) names its algorithms in its parameters.
    String algorithm = key.getAlgName().equals("PBES2") ? parameters.toString() : key.getAlgName();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray())),
        parameters);
    return key.getKeySpec(cipher);
  }

  private PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      try {
        return factory.generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // Not of this algorithm: the encoding says which, but only in ASN.1.
        LOG.debug("{} is no {} key", setting, algorithm);
      }
    }
    throw new ConfigException(setting + " is no key of " + String.join(", ", ALGORITHMS));
  }

  private byte[] bytes(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(setting + " is not Base64 between its lines BEGIN and END");
    }
  }
}
